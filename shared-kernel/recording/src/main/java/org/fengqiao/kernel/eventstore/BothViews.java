package org.fengqiao.kernel.eventstore;

import java.util.List;
import java.util.stream.Stream;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import org.fengqiao.kernel.refold.ViewTable;
import org.fengqiao.kernel.sql.Pipeline;

/**
 * View that is two views, written one after the other.
 *
 * @param <S> the states
 */
record BothViews<S>(CaseView<S> first, CaseView<S> second) implements CaseView<S> {

    @Override
    public Uni<Void> write(Mutiny.StatelessSession session, List<Changed<S>> changed) {
        return Pipeline.of(first.write(session, changed), second.write(session, changed));
    }

    @Override
    public List<ViewTable> tables() {
        return Stream.concat(first.tables().stream(), second.tables().stream()).toList();
    }

    @Override
    public List<CaseView<S>> parts() {
        return Stream.concat(first.parts().stream(), second.parts().stream()).toList();
    }
}
