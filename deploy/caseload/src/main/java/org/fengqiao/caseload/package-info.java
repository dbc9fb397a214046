/**
 * The people and partner systems of a demonstration: seeded profiles, the lives of their cases, and the year in which
 * they are played over HTTP and Kafka. The services know nothing of it.
 */
@NullMarked
package org.fengqiao.caseload;

import org.jspecify.annotations.NullMarked;
