package org.fengqiao.conformance;

import java.util.Arrays;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import org.fengqiao.caseload.partner.Partner;

/** Reader of a partner's name as its topics have it. */
final class PartnerName implements ITypeConverter<Partner> {

    @Override
    public Partner convert(String text) {
        return Arrays.stream(Partner.values())
                .filter(partner -> partner.inbound().equals(text + ".inbound"))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "a partner is police, court, petition-office or procuratorate, not " + text));
    }
}
