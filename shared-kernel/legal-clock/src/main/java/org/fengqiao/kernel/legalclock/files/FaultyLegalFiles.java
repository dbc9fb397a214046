package org.fengqiao.kernel.legalclock.files;

import java.util.List;
import java.util.stream.Collectors;

/** Rule packs or calendars cannot be used; all that is wrong with them, not only the first. */
public final class FaultyLegalFiles extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    FaultyLegalFiles(List<Fault> faults) {
        super(faults.stream()
                .map(Fault::toString)
                .collect(Collectors.joining("\n", "The rules and calendars of the legal clock are faulty:\n", "")));
        this.faults = List.copyOf(faults);
    }

    /** Returns what is wrong, by file and line. */
    public List<Fault> faults() {
        return faults;
    }
}
