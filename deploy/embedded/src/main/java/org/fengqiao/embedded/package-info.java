/**
 * PostgreSQL, a Kafka broker and Kafka Connect with Debezium as one process, or one process each: the same programs as
 * in a cluster, without installing them.
 */
@NullMarked
package org.fengqiao.embedded;

import org.jspecify.annotations.NullMarked;
