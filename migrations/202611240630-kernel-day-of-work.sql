-- What came to wait, was done and was asked on a day of a brand is found without reading the rest of the log.
create index event_day on kernel.event (brand, name, at) where name in ('work-item.queued', 'work-item.done', 'survey.sent');
