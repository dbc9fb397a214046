/** Read models: lists of mediations and revisits, and the status of a case. */
@NullMarked
package org.fengqiao.mediation.view;

import org.jspecify.annotations.NullMarked;
