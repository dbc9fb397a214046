package org.fengqiao.routing;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import jakarta.inject.Singleton;

import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.routing.model.Lexicon;
import org.fengqiao.routing.model.TriageBook;
import org.fengqiao.routing.model.TriageRules;

/** The triage tables by which cases are judged now: those that come with the program, and those that were approved. */
@Singleton
public class TriageBooks {

    private final TriageBook shipped = TriageBook.of(
            DataFile.read("triage.yaml", TriageRules.class),
            List.of(DataFile.read("lexicon-2022-05.yaml", Lexicon.Words.class)));

    private final AtomicReference<TriageBook> current = new AtomicReference<>(shipped);

    /** Returns the tables that come with the program. */
    public TriageBook shipped() {
        return shipped;
    }

    /** Returns all tables that are in force or will be. */
    public TriageBook current() {
        return current.get();
    }

    void use(TriageBook book) {
        current.set(book);
    }
}
