-- Cases are folded again in the order of their ids, and compared with the rows of the same cases.

create index document_case on document (case_id);
