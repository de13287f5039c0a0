/** Changes whenever the engine could give another number for the same input. Proposals and runs store it. */
export const ENGINE_VERSION = '0.1.0';
