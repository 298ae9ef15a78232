export { askModel, type ModelAnswer } from './ask-model.ts'
