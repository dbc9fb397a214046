/** The content of the documents of cases: sealed as it comes, kept beside the log, and swept when nobody needs it. */
@NullMarked
package org.fengqiao.intake.documents;

import org.jspecify.annotations.NullMarked;
