package org.fengqiao.analytics.metric;

import java.util.List;
import jakarta.inject.Singleton;

import io.quarkus.runtime.Startup;
import org.jboss.logging.Logger;

import org.fengqiao.kernel.data.DataFile;

/** Tables for those who may not see the cases behind a number, by the rules of {@code figures.yaml}. */
@Singleton
public class FigureTables {

    private static final Logger LOG = Logger.getLogger(FigureTables.class);

    private final FigureRules rules = DataFile.read("figures.yaml", FigureRules.class);
    private final SmallNumbers small = new SmallNumbers(rules.least());

    /** Reads the rules at start, so that a faulty file keeps the service from starting. */
    @Startup
    void readRules() {
        LOG.debugf("fewer than %d are not told", rules.least());
    }

    /** Returns the rules. */
    public FigureRules rules() {
        return rules;
    }

    /** Returns the rows of a table, whose total is known, without what would tell of few. */
    public List<SmallNumbers.Row> told(List<MetricRow> counted) {
        return small.mask(counted);
    }
}
