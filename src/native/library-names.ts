/** The two shared libraries that the addon needs, by the names that it is linked to. */
export interface LibraryNames {
  /** TensorFlow's C API and all its kernels. */
  readonly tensorflow: string;
  readonly framework: string;
}

/** `process.platform` and `process.arch`, as folders and manifests name a platform: "linux-x64". */
export function platformName(platform: string = process.platform, arch: string = process.arch): string {
  return `${platform}-${arch}`;
}

/**
 * What the libraries are called in TensorFlow's Python package; undefined where that has none: on Windows they are part
 * of a library that only Python can load.
 */
export function libraryNames(platform: string): LibraryNames | undefined {
  if (platform.startsWith('linux-')) return { tensorflow: 'libtensorflow_cc.so.2', framework: 'libtensorflow_framework.so.2' };
  if (platform.startsWith('darwin-'))
    return { tensorflow: 'libtensorflow_cc.2.dylib', framework: 'libtensorflow_framework.2.dylib' };
  return undefined;
}
