/** What people look at: lists, and one case as it stands. */
@NullMarked
package org.fengqiao.petition.view;

import org.jspecify.annotations.NullMarked;
