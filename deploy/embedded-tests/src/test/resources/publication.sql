create publication fengqiao for table event, partner_message, rejected_record with (publish = 'insert');
