-- Who works in a scope meets its contacts: each owner of scopes keeps its own part, and the sum follows, merged contacts included.
alter table people.contact add column stamps jsonb not null default '{}';  -- owner → its scopes
alter table people.merge drop column scopes;                               -- follows from the stamps of both
