/** What we use of WebAssembly: the compiler declares it only together with the whole DOM. */
declare namespace WebAssembly {
  class Memory {
    constructor(descriptor: { initial: number; maximum?: number });
    readonly buffer: ArrayBuffer;
  }
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports?: object);
    readonly exports: Readonly<Record<string, unknown>>;
  }
  function validate(bytes: Uint8Array): boolean;
}

/** The module of `simd/assembly/`, compiled by the build (tools/simd-plugin.ts). */
declare module 'neurona-simd' {
  const bytes: Uint8Array;
  export default bytes;
}
