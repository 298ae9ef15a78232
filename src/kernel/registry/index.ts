export type {
  App,
  Chronicle,
  ChronicleSubject,
  Context,
  FactSpec,
  Handler,
  Letter,
  LetterKind,
  Lifecycle,
  Line,
  LiveKind,
  NoticeKind,
  OpenModule,
  Pages,
  Panel,
  PanelData,
  PersonalTable,
  Post,
  RowList,
  SearchKind,
  SettingSpec,
} from './app.ts'
export { type AppParts, createApp } from './create-app.ts'
export { REDACTED, type Redaction, redactIn } from './redact-in.ts'
export type { AnyHandler, AnyRoute, AnyWorker, Registered, Timer } from './registered.ts'
