package org.fengqiao.kernel.jurisdiction;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Page;
import org.fengqiao.kernel.web.Problem;

/** Reader of lists of cases, for the caller and as far as the caller's jurisdiction reaches. */
@Singleton
public class CaseLists {

    private final Mutiny.SessionFactory sessions;
    private final Caller caller;

    CaseLists(Mutiny.SessionFactory sessions, Caller caller) {
        this.sessions = sessions;
        this.caller = caller;
    }

    /**
     * Reads a page of a list.
     *
     * @throws Problem.Thrown 400 if the cursor is not one of the list, 403 if the caller's token names no district
     */
    public <F, T> Uni<Page<T>> read(CaseList<F, T> list, F filter, Page.Request page) {
        return list.read(sessions, filter, Jurisdiction.of(caller), page);
    }

    /**
     * Reads a page of a list whose filter alone says what the caller may see, such as a partner its own matters in
     * every place.
     *
     * @throws Problem.Thrown 400 if the cursor is not one of the list
     */
    public <F, T> Uni<Page<T>> readEverywhere(CaseList<F, T> list, F filter, Page.Request page) {
        return list.read(sessions, filter, Jurisdiction.EVERYWHERE, page);
    }
}
