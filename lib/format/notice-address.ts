/** The address of a notice: it is taken for read there, and leads on to what it is about. */
export const noticeAddress = (id: string): string => `/inbox/${id}`;

/** Whether this is the address of a notice and nothing else: where somebody may be led who has just signed in. */
export const isNoticeAddress = (address: unknown): address is string => typeof address === 'string' && /^\/inbox\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(address);
