package org.fengqiao.kernel.service;

import java.util.List;
import java.util.stream.Stream;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import org.fengqiao.kernel.refold.RefoldSource;
import org.fengqiao.kernel.refold.RefoldSources;

/** Streams of a recording service that can be folded again: its cases, and registers that have a view. */
@Singleton
public class RecordedStreams implements RefoldSources {

    private final CaseService<?, ?, ?> cases;
    private final Instance<RegisterService<?, ?, ?>> registers;

    RecordedStreams(CaseService<?, ?, ?> cases, @Any Instance<RegisterService<?, ?, ?>> registers) {
        this.cases = cases;
        this.registers = registers;
    }

    @Override
    public List<RefoldSource> all() {
        return Stream.concat(
                        Stream.of(cases.ledger().refolding("cases", null)),
                        registers.stream()
                                .sorted(java.util.Comparator.comparing(
                                        register -> register.model().name()))
                                .map(register -> register.ledger()
                                        .refolding(
                                                register.model().name(),
                                                register.model().name() + "/")))
                .toList();
    }
}
