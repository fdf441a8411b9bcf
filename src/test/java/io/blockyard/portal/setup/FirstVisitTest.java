package io.blockyard.portal.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirstVisitTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1", "0:0:0:0:0:0:0:1"})
    void somebodyOnTheMachineItselfMaySetUp(String address) {
        assertThat(FirstVisit.isLocal(address, "localhost:8080", List.of("Host", "User-Agent")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.7", "192.168.1.1", "::", "2001:db8::1", "localhost", ""})
    void nobodyElseMay(String address) {
        assertThat(FirstVisit.isLocal(address, "localhost:8080", List.of("Host")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Forwarded", "X-Forwarded-For", "x-forwarded-proto", "X-FORWARDED-HOST", "X-Real-IP", "Via"})
    void behindAProxyNobodyIsLocal(String header) {
        assertThat(FirstVisit.isLocal("127.0.0.1", "localhost:8080", List.of("Host", header)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost:8080", "127.0.0.1:80", "[::1]", "[::1]:8080"})
    void theMachineMayBeCalledByItsLocalNames(String host) {
        assertThat(FirstVisit.isLocal("127.0.0.1", host, List.of("Host"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rebound.example:8080", "localhost.example", "127.0.0.1.example", "[::2]:80", "::1", "", ":80"})
    void aNameThatOthersMayPointHereIsNotLocal(String host) {
        assertThat(FirstVisit.isLocal("127.0.0.1", host, List.of("Host"))).isFalse();
    }

    /** As behind a proxy that calls this server by a local name and tells nothing of itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {"https://blocks.example.org", "http://10.0.0.7:8080/setup", "null", "", "localhost", "http://["})
    void aPageOfAnotherNameIsNotLocal(String page) {
        assertThat(FirstVisit.isOfLocalPage(page)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1/setup?x=1", "http://[::1]:8080/"})
    void aLocalPageOrNoneIs(@Nullable String page) {
        assertThat(FirstVisit.isOfLocalPage(page)).isTrue();
    }

    @Test
    void withoutAHostNobodyIsLocal() {
        assertThat(FirstVisit.isLocal("127.0.0.1", null, List.of())).isFalse();
    }

    @Test
    void anAddressThatIsMissingIsNotLocal() {
        assertThat(FirstVisit.isLocal(null, "localhost", List.of())).isFalse();
    }
}
