/** The way of what is recorded from the service's database to the topics: the replication slot that Debezium reads. */
@NullMarked
package org.fengqiao.kernel.publishing;

import org.jspecify.annotations.NullMarked;
