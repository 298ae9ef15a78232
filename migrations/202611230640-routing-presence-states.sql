-- What people are doing, as the operator calls it. Each is of a kind that says what it does to work:
-- available takes it, busy finishes what is open, away gives back what waits.
create table routing.presence_state (
  id         uuid        primary key,
  name       jsonb       not null,
  kind       text        not null check (kind in ('available', 'busy', 'away')),
  minutes    integer     check (minutes between 1 and 480), -- how long it is meant to last; busy ends by itself then
  place      integer     not null default 0,                -- order in the menu
  removed_at timestamptz,                                   -- stays known to who is in it
  created_at timestamptz not null,
  rev        integer     not null default 1
);

insert into routing.presence_state (id, name, kind, minutes, place, created_at) values
  ('01900000-0000-7000-8000-000000000501', '{"en":"Finishing","fr":"Je termine","nl":"Aan het afronden","es":"Terminando","pl":"Kończę","ro":"Termin","ar":"أُنهي"}', 'busy', null, 1, '2026-11-23T00:00:00Z'),
  ('01900000-0000-7000-8000-000000000502', '{"en":"Wrap-up","fr":"Clôture","nl":"Nawerk","es":"Cierre","pl":"Podsumowanie","ro":"Încheiere","ar":"ختام"}', 'busy', 5, 2, '2026-11-23T00:00:00Z'),
  ('01900000-0000-7000-8000-000000000503', '{"en":"Break","fr":"Pause","nl":"Pauze","es":"Descanso","pl":"Przerwa","ro":"Pauză","ar":"استراحة"}', 'away', 15, 3, '2026-11-23T00:00:00Z'),
  ('01900000-0000-7000-8000-000000000504', '{"en":"Training","fr":"Formation","nl":"Opleiding","es":"Formación","pl":"Szkolenie","ro":"Instruire","ar":"تدريب"}', 'away', null, 4, '2026-11-23T00:00:00Z');

alter table routing.presence
  add column as_id  uuid        references routing.presence_state (id),
  add column until  timestamptz, -- when it ends, or was meant to
  add column set_by text;        -- who, when it was not themselves

update routing.presence p set as_id = s.id, reason = null, rev = p.rev + 1
from routing.presence_state s
where (p.state, p.reason, s.id) in (
  ('busy', 'finish', '01900000-0000-7000-8000-000000000501'),
  ('busy', 'wrap-up', '01900000-0000-7000-8000-000000000502'),
  ('away', 'break', '01900000-0000-7000-8000-000000000503'),
  ('away', 'training', '01900000-0000-7000-8000-000000000504'));

-- How long an advisor has for notes after a conversation of this channel, before the next is offered.
alter table routing.channel_slots
  add column wrap_up_seconds integer not null default 0 check (wrap_up_seconds between 0 and 1800);
