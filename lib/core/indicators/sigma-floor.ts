/** Below this a standard deviation is called nil, and what would be divided by it has no reading. */
export const SIGMA_FLOOR = 1e-9;
