/**
 * Meaning of the rows of a log: the mapping file, the acts that it knows, the state of a case after each, and the plan
 * of a case.
 */
@NullMarked
package org.fengqiao.caseload.mapping;

import org.jspecify.annotations.NullMarked;
