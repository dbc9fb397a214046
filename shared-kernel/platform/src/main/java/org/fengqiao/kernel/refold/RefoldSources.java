package org.fengqiao.kernel.refold;

import java.util.List;

/** The sources of a service, in the order in which they are folded; a service has one bean of this type. */
public interface RefoldSources {

    /** Returns them. No two of them have a table of the same name. */
    List<RefoldSource> all();
}
