package io.blockyard.portal.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstVisitTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1", "0:0:0:0:0:0:0:1"})
    void somebodyOnTheMachineItselfMaySetUp(String address) {
        assertThat(FirstVisit.isLocal(address, List.of("Host", "User-Agent"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.7", "192.168.1.1", "::", "2001:db8::1", "localhost", ""})
    void nobodyElseMay(String address) {
        assertThat(FirstVisit.isLocal(address, List.of("Host"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "x-forwarded-proto", "X-FORWARDED-HOST"})
    void behindAProxyNobodyIsLocal(String header) {
        assertThat(FirstVisit.isLocal("127.0.0.1", List.of("Host", header))).isFalse();
    }

    @Test
    void anAddressThatIsMissingIsNotLocal() {
        assertThat(FirstVisit.isLocal(null, List.of())).isFalse();
    }
}
