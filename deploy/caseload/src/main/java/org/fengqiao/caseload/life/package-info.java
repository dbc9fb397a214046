/** The planned lives of a profile's cases: drawn once from the profile's seed, the same every time. Pure. */
@NullMarked
package org.fengqiao.caseload.life;

import org.jspecify.annotations.NullMarked;
