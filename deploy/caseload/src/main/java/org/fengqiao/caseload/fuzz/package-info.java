/**
 * Malformed calls and messages by the thousand, made from the published OpenAPI and AsyncAPI documents, with valid
 * traffic beside them: {@code deploy/fuzz}.
 */
@NullMarked
package org.fengqiao.caseload.fuzz;

import org.jspecify.annotations.NullMarked;
