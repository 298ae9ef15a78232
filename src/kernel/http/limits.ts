/** Of a route that says nothing else: bytes of a body, and requests a minute of one caller. */
export const DEFAULT_BODY = 256 * 1024
export const DEFAULT_RATE = 600
