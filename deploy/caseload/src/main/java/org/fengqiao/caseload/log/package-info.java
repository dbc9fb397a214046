/** Reading a log of another system: rows with their lines, faults, and their order by case and time. */
@NullMarked
package org.fengqiao.caseload.log;

import org.jspecify.annotations.NullMarked;
