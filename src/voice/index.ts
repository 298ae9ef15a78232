import './events.ts'
import './tables.ts'

export { openVoice } from './module.ts'
export { isSatisfied, SATISFIED_FROM } from './survey.ts'
export { answerByToken, type LinkedSurvey, surveyByToken } from './survey-by-token.ts'
