/** The environment of a process that loads the native engine: empty, but for what a system cannot start one without. */
export function nativeEnvironment(): NodeJS.ProcessEnv {
  const { SystemRoot } = process.env;
  return {
    ...(process.versions['electron'] !== undefined && { ELECTRON_RUN_AS_NODE: '1' }),
    ...(SystemRoot !== undefined && { SystemRoot }),
  };
}
