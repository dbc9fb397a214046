-- Cases are folded again in the order of their ids, and compared with the rows of the same cases.

create index revisit_link_case on revisit_link (case_id);
