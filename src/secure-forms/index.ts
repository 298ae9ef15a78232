import './events.ts'
import './tables.ts'

export { declineByLink, formByToken, giveByLink, type LinkedForm, noteFormOpened } from './linked.ts'
export { openSecureForms } from './module.ts'
export {
  MOST_DOCUMENT_BYTES,
  MOST_DOCUMENTS,
  readCard,
  readFiles,
  readIban,
  readText,
  type Value,
  type ValueFault,
} from './value.ts'
