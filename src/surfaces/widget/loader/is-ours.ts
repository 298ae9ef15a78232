import type { FromFrame } from '../../shared/widget.ts'

/** Only what a frame of ours says, in the shape it says it. */
export function isOurs(data: unknown): data is FromFrame {
  if (typeof data !== 'object' || data === null || !('switchboard' in data) || data.switchboard !== 1) return false
  if (!('kind' in data)) return false
  if (data.kind === 'launcher') return 'launcher' in data && typeof data.launcher === 'object' && data.launcher !== null
  if (data.kind === 'unread')
    return 'count' in data && Number.isInteger(data.count) && 'label' in data && typeof data.label === 'string'
  return data.kind === 'ready' || data.kind === 'close'
}
