/**
 * What the rows of a log mean here: the mapping file, the acts that it knows, how a case stands after each, and the plan
 * of a case.
 */
@NullMarked
package org.fengqiao.caseload.mapping;

import org.jspecify.annotations.NullMarked;
