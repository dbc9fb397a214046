/**
 * Police, court, petition office and procuratorate as the services see them: systems at the other end of Kafka topics.
 */
@NullMarked
package org.fengqiao.caseload.partner;

import org.jspecify.annotations.NullMarked;
