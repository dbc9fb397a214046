/** Documents that are handed out: a form and the content of a case, as a page and as a PDF. */
@NullMarked
package org.fengqiao.petition.document;

import org.jspecify.annotations.NullMarked;
