/** Read models: the list of petitions, and the status of a case. */
@NullMarked
package org.fengqiao.petition.view;

import org.jspecify.annotations.NullMarked;
