import './events.ts'
import './tables.ts'

export { chatBrand } from './chat/chat-brand.ts'
export { openChat, writeChat } from './chat/chat-messages.ts'
export { submitForm } from './form/submit-form.ts'
export { openChannels } from './module.ts'
