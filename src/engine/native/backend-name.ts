/** The name that tfjs-node registers its backend and kernels under. */
export const NATIVE_BACKEND = 'tensorflow';
