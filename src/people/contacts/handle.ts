/** Channels whose handle is a telephone number. */
const byPhone = new Set(['sms', 'whatsapp', 'voice', 'callback', 'phone'])

/** How a handle is compared: an address in lower case, a number as + and digits, anything else as it came. */
export function handleKey(channel: string, handle: string): string {
  const trimmed = handle.normalize('NFC').trim()
  if (byPhone.has(channel)) return phoneKey(trimmed)
  return trimmed.includes('@') ? trimmed.toLowerCase() : trimmed
}

function phoneKey(handle: string): string {
  const digits = handle.replace(/[^\d+]/g, '').replace(/^00/, '+')
  // A scoped id that some providers send instead of a number has no digits to compare by.
  return digits.length >= 5 ? digits : handle
}

/** Every key a typed text could be meant as: for finding by exact handle, whatever the channel. */
export const possibleKeys = (typed: string): string[] => [
  ...new Set([handleKey('email', typed), handleKey('phone', typed)]),
]
