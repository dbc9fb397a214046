/**
 * Content of a profile file: how many cases take which course, by which channels, about what. Pure data and its checks.
 */
@NullMarked
package org.fengqiao.caseload.profile;

import org.jspecify.annotations.NullMarked;
