/** Style sheets are esbuild's business: it gathers them into main.css. */
declare module '*.css';
