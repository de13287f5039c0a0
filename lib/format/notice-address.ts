/** The address of a notice: it is taken for read there, and leads on to what it is about. */
export const noticeAddress = (id: string): string => `/inbox/${id}`;
