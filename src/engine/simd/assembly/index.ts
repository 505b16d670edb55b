// AssemblyScript, not TypeScript: https://www.assemblyscript.org. Compiled by tools/simd-plugin.ts onto the heap of the
// wasm backend: no allocation, no globals, no data of its own.
export * from './add-scaled';
