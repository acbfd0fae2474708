-- A notice of a hearing may be out and not have reached everybody yet.
alter table reconsideration.hearing alter column served_on drop not null;
