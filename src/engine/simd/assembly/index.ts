// AssemblyScript, not TypeScript: https://www.assemblyscript.org. Compiled by tools/simd-plugin.ts onto the heap of the
// wasm backend: no allocation, no globals, no data of its own.
export * from './add-scaled';
export * from './pool';
export * from './elementwise';
export * from './mat-mul';
export * from './conv-correlate';
export * from './conv-depthwise';
export * from './conv-filter-gradient';
export * from './conv-layout';
export * from './optimizers';
export * from './conv3d';
export * from './resize-nearest';
export * from './recurrent';
export * from './activations';
