/**
 * Columns that could hold words and hold none of a contact's, by table. A column that is neither here nor declared by
 * app.personal() fails the law: whoever adds one says which it is.
 */
const codes = {
  'analytics.conversation_fact': 'channel first_holder fold holder response_by scopes status',
  'bot.turn': 'outcome',
  'cases.apart': 'by',
  'cases.link': 'token_hash',
  'cases.matter': 'reference scopes status type',
  'cases.matter_conversation': 'by joined_by reference scopes',
  'cases.promise': 'ended_by kind made_by state',
  'channels.delivery': 'key method',
  'channels.alias': 'alias',
  'channels.early_receipt': 'ref state why',
  'channels.inbound': 'key',
  'channels.mail_cursor': 'mailbox mod_seq uid_validity',
  'channels.mail_part': 'auto mark pictures trust',
  'channels.outbound': 'error external_id state',
  'channels.pace': 'key',
  'channels.suppression': 'channel code',
  'conversations.attachment': 'blob mime',
  'conversations.conversation': 'channel lang reference thread_key visibility',
  'conversations.draft': 'kind',
  'conversations.imported': 'by digest',
  'conversations.inbox_row':
    'channel due_kind holder labels lang last_by other_scopes priority reference scopes status visibility was_status',
  'conversations.labelling': 'by',
  'conversations.message': 'before by_kind channel delivery delivery_why external_id lang mentions visibility',
  'conversations.priority_change': 'by impact priority responsibility',
  'conversations.side': 'by',
  'conversations.snooze': 'by',
  'conversations.solution': 'by',
  'conversations.summary': 'by',
  'conversations.view_count': 'key',
  'kernel.audit': 'by chain data deed digest outcome salt',
  'kernel.audit_head': 'chain',
  'kernel.blob': 'key mime',
  'kernel.blob_use': 'blob owner_kind',
  'kernel.cursor': 'handler',
  'kernel.dead_job': 'error key kind lane payload',
  'kernel.event': 'about by data name scopes was',
  'kernel.idempotency': 'body_hash by_request caller key route',
  'kernel.job': 'key kind lane last_error payload',
  'kernel.lease': 'name',
  'kernel.migration': 'checksum name',
  'kernel.one_time_token': 'purpose subject token_hash',
  'kernel.parked': 'code handler',
  'kernel.schedule': 'name',
  'kernel.search_document': 'kind lang scopes',
  'kernel.sign_in_failure': 'subject',
  'kernel.visitor_token': 'token_hash',
  'notices.mail': 'error state token_hash way',
  'notices.mail_choice': 'digest lang quiet time_zone ways',
  'notices.notice': 'about_kind data key kind scopes',
  'people.consent': 'by purpose',
  'people.contact': 'scopes stamps',
  'people.erased': 'by',
  'people.identity': 'channel',
  'people.mandate': 'by ended_by',
  'people.merge': 'by moved undone_by',
  'routing.assignment': 'ended_why facts why',
  'routing.work_item': 'channel kind lang passed priority state',
  'voice.survey': 'kind token_hash way',
}

/** Of colleagues, or written by the operator for everybody. */
const operators = {
  'channels.dkim_key': 'private_key public_key selector',
  'channels.sending_domain': 'domain found return_host sent_by',
  'channels.account': 'allow channel detail name secrets settings state',
  'conversations.disposition': 'name',
  'conversations.inbox_row': 'assignee_name',
  'conversations.label': 'name',
  'conversations.message': 'by_name',
  'kernel.api_key': 'created_by name prefix role token_hash',
  'kernel.credential': 'hash login name',
  'kernel.known_device': 'token_hash',
  'kernel.role': 'name permissions',
  'kernel.role_grant': 'by role scope',
  'kernel.session': 'device token_hash',
  'kernel.setting': 'changed_by key scope_id value',
  'knowledge.article': 'body html key keywords lang questions slug summary title written_by',
  'knowledge.canned_response': 'lang shortcut text title',
  'knowledge.publication': 'by',
  'people.agent': 'languages login name public_name skills',
  'people.brand': 'first_holder greeting hours languages legal look name pre_chat slug',
  'people.partner': 'name',
  'people.team': 'name',
  'routing.presence': 'reason state',
  'routing.channel_slots': 'channel',
  'routing.queue': 'name skill takes',
}

/** Words of contacts that go by another way than app.personal(): test/security/retention.test.ts sees that they are gone. */
const follow = {
  // With its attachment.
  'kernel.blob_use': 'name',
  // Made anew from its owner by the events of the erasure.
  'kernel.search_document': 'title tsv',
  // 24 hours.
  'kernel.idempotency': 'answer',
  // Salted: it cannot be guessed back, and goes after all who voted.
  'knowledge.vote': 'voter',
  // A company's name: erased is who belonged to it.
  'people.organisation': 'name name_key',
}

export const wordless: ReadonlySet<string> = new Set(
  [codes, operators, follow].flatMap((group) =>
    Object.entries(group).flatMap(([table, columns]) => columns.split(' ').map((column) => `${table} ${column}`)),
  ),
)
