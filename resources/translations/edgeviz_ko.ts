<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
  <context>
    <name>Adaptive</name>
    <message>
      <location filename="../../edgeviz/ui/adaptive/words.py" />
      <source>Early exit</source>
      <translation>조기 종료</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/words.py" />
      <source>Skipped blocks</source>
      <translation>블록 건너뛰기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/words.py" />
      <source>Widths (slimmable)</source>
      <translation>너비(slimmable)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/words.py" />
      <source>Switched models</source>
      <translation>모델 전환</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/words.py" />
      <source>Elastic supernet</source>
      <translation>탄력적 슈퍼넷</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/words.py" />
      <source>Partition with a server</source>
      <translation>서버와 분할 실행</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/words.py" />
      <source>Easy samples leave by an exit inside the network; a threshold says which (BranchyNet).</source>
      <translation>쉬운 샘플은 네트워크 안의 종료 지점에서 끝납니다. 어떤 샘플인지는 임계값이 정합니다(BranchyNet).</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/words.py" />
      <source>Residual blocks are left out, by gates for each sample or by budget (SkipNet).</source>
      <translation>잔차 블록을 샘플마다 게이트로 또는 예산에 따라 건너뜁니다(SkipNet).</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/words.py" />
      <source>One set of weights, of which each width takes a part of the channels (slimmable networks).</source>
      <translation>가중치 한 벌에서 너비마다 채널의 일부를 씁니다(slimmable networks).</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/words.py" />
      <source>Several recipes or models side by side. What changing takes is measured; nothing is trained.</source>
      <translation>여러 레시피나 모델을 나란히 둡니다. 전환에 드는 비용을 측정하며, 학습은 하지 않습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/words.py" />
      <source>Members of a supernet with new weights (Once-for-All). Of the open model only data and classes are taken.</source>
      <translation>새 가중치로 만든 슈퍼넷의 하위 네트워크(Once-for-All). 열린 모델에서는 데이터와 클래스만 가져옵니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/words.py" />
      <source>The first layers run here, the rest on a server (Neurosurgeon). Every cut is made and timed.</source>
      <translation>앞 레이어는 여기서, 나머지는 서버에서 실행합니다(Neurosurgeon). 가능한 모든 분할을 만들어 시간을 측정합니다.</translation>
    </message>
  </context>
  <context>
    <name>Bounds</name>
    <message>
      <location filename="../../edgeviz/ui/devices/words_of_bounds.py" />
      <source>compute-bound</source>
      <translation>연산 병목</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words_of_bounds.py" />
      <source>memory-bound</source>
      <translation>메모리 병목</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words_of_bounds.py" />
      <source>overhead</source>
      <translation>오버헤드</translation>
    </message>
  </context>
  <context>
    <name>BudgetBar</name>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>exact</source>
      <translation>정확한 값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>exact within {}</source>
      <translation>오차 {} 이내</translation>
    </message>
  </context>
  <context>
    <name>Compare</name>
    <message>
      <location filename="../../edgeviz/ui/compare/models.py" />
      <source>Weights: {}</source>
      <translation>가중치: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/models.py" />
      <source>Activations: {}</source>
      <translation>활성값: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/verdict.py" />
      <source>No clear difference: the 95 % intervals overlap.</source>
      <translation>뚜렷한 차이 없음: 95 % 신뢰 구간이 겹칩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/whole.py" />
      <source>kept at 8 bits or more {} ({})</source>
      <translation>8비트 이상 유지 {} ({})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/whole.py" />
      <source>calibration {} samples ({})</source>
      <translation>보정 샘플 {}개({})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/whole.py" />
      <source>none</source>
      <translation>없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/whole.py" />
      <source>cross-layer equalization</source>
      <translation>레이어 간 균등화</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/whole.py" />
      <source>bias correction</source>
      <translation>편향 보정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/whole.py" />
      <source>batch-norm re-estimation</source>
      <translation>배치 정규화 재추정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/whole.py" />
      <source>{}: {}</source>
      <translation>{}: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/whole.py" />
      <source>{} layers</source>
      <translation>레이어 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/whole.py" />
      <source>repairs {} ({})</source>
      <translation>보완 {} ({})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/whole.py" />
      <source>AdaRound with {} iterations</source>
      <translation>AdaRound, {}회 반복</translation>
    </message>
  </context>
  <context>
    <name>DeepCompression</name>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>As loaded</source>
      <translation>불러온 그대로</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Pruned, retrained</source>
      <translation>가지치기, 재학습</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>+ weights shared</source>
      <translation>+ 가중치 공유</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>+ Huffman coding</source>
      <translation>+ 허프만 부호화</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Stage</source>
      <translation>단계</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>What was done</source>
      <translation>수행한 처리</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Accuracy (%)</source>
      <translation>정확도(%)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>On the validation samples, measured</source>
      <translation>검증 샘플에서 측정됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Weights (KB)</source>
      <translation>가중치(KB)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Bytes of all compressed weights, with index and tables; 1 KB is 1000 bytes</source>
      <translation>압축된 모든 가중치의 바이트 수(인덱스와 표 포함). 1 KB는 1000바이트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Rate (×)</source>
      <translation>압축률(×)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>How many times smaller the weights are</source>
      <translation>가중치가 몇 배 작아졌는지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>File (KB)</source>
      <translation>파일(KB)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Bytes of the file, where there is one</source>
      <translation>파일이 있는 경우 그 바이트 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Time</source>
      <translation>시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>How long the stage took</source>
      <translation>단계에 걸린 시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Layer</source>
      <translation>레이어</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Select a layer to see its weights</source>
      <translation>레이어를 선택하면 가중치가 표시됩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Weights</source>
      <translation>가중치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>How many there are</source>
      <translation>가중치의 개수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Kept (%)</source>
      <translation>유지(%)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Share of the weights that is left</source>
      <translation>남은 가중치의 비율</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Bits</source>
      <translation>비트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Of a shared weight's code, before Huffman</source>
      <translation>허프만 부호화 전, 공유 가중치 코드의 비트 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Gap</source>
      <translation>간격</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Bits of the distance between kept weights; – where all are stored</source>
      <translation>남은 가중치 사이 거리의 비트 수. 모두 저장한 경우 –</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Pruned (×)</source>
      <translation>가지치기(×)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Times smaller after pruning</source>
      <translation>가지치기 후 줄어든 배수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Shared (×)</source>
      <translation>공유(×)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Times smaller after weight sharing</source>
      <translation>가중치 공유 후 줄어든 배수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Coded (×)</source>
      <translation>부호화(×)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_tables.py" />
      <source>Times smaller after Huffman coding</source>
      <translation>허프만 부호화 후 줄어든 배수</translation>
    </message>
  </context>
  <context>
    <name>Devices</name>
    <message>
      <location filename="../../edgeviz/ui/devices/draft.py" />
      <source>Write a finite number.</source>
      <translation>유한한 숫자를 입력하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/draft.py" />
      <source>Give one share for all widths or one for each, not both.</source>
      <translation>비율은 모든 비트 폭에 하나를 지정하거나 비트 폭마다 하나씩 지정하세요. 둘 다 지정할 수는 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/draft.py" />
      <source>Write a number, such as 0.3.</source>
      <translation>0.3처럼 숫자를 입력하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/draft.py" />
      <source>Write a number of {}, such as 1.5 or 2e3.</source>
      <translation>{} 단위의 숫자를 입력하세요. 예: 1.5 또는 2e3.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Efficiency, all widths</source>
      <translation>효율, 모든 비트 폭</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Multiply-accumulates per second at most, of a unit of this width; 16 and 32 are floats</source>
      <translation>이 비트 폭의 유닛이 낼 수 있는 초당 최대 곱셈-누산 횟수. 16과 32는 부동소수점입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Share of the peak that real layers reach, above 0 and at most 1</source>
      <translation>실제 레이어가 도달하는 피크 대비 비율. 0보다 크고 1 이하입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>What this runtime has kernels for on the device, separated by commas</source>
      <translation>이 장치에서 이 런타임이 커널을 제공하는 비트 조합, 쉼표로 구분</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Arithmetic</source>
      <translation>연산</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Memory</source>
      <translation>메모리</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Power</source>
      <translation>전력</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Energy constants</source>
      <translation>에너지 상수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Frequency and voltage</source>
      <translation>주파수와 전압</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Kernels by runtime</source>
      <translation>런타임별 커널</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Where a width is empty, layers run at the next wider one, or not at all.</source>
      <translation>비어 있는 비트 폭의 레이어는 그다음으로 넓은 비트 폭에서 실행되거나 전혀 실행되지 않습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Activations that fit on the chip move at its bandwidth, where it is given.</source>
      <translation>칩 내 대역폭이 지정되어 있으면, 칩 안에 들어가는 활성값은 그 대역폭으로 이동합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Of the whole device.</source>
      <translation>장치 전체의 값입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>All seven, or none: then no energy is modelled.</source>
      <translation>일곱 개를 모두 입력하거나 모두 비워 두세요. 비워 두면 에너지를 모델링하지 않습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>All six, or none. P(f) = C·V(f)²·f + static; V is linear between levels.</source>
      <translation>여섯 개를 모두 입력하거나 모두 비워 두세요. P(f) = C·V(f)²·f + 정적 전력이며, V는 단계 사이에서 선형입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Weight and activation bits, such as W8A8; 16 and 32 are floats.</source>
      <translation>가중치와 활성값의 비트. 예: W8A8. 16과 32는 부동소수점입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Overhead per layer</source>
      <translation>레이어당 오버헤드</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Bandwidth</source>
      <translation>대역폭</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>On-chip bandwidth</source>
      <translation>칩 내 대역폭</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Flash</source>
      <translation>플래시</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>RAM</source>
      <translation>RAM</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>On-chip memory</source>
      <translation>칩 내 메모리</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Idle</source>
      <translation>유휴</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Under load</source>
      <translation>부하 시</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>8-bit multiplication</source>
      <translation>8비트 곱셈</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Addition</source>
      <translation>덧셈</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>FP32 multiply-accumulate</source>
      <translation>FP32 곱셈-누산</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>FP16 multiply-accumulate</source>
      <translation>FP16 곱셈-누산</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Byte of main memory</source>
      <translation>주 메모리 1바이트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Static power</source>
      <translation>정적 전력</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Calibration factor</source>
      <translation>보정 계수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Levels</source>
      <translation>단계</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Nominal</source>
      <translation>공칭</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Effective capacitance</source>
      <translation>유효 커패시턴스</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Voltage, lowest level</source>
      <translation>전압, 최저 단계</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Voltage, highest level</source>
      <translation>전압, 최고 단계</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Time that every layer takes beside its work</source>
      <translation>모든 레이어가 자체 연산 외에 쓰는 시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Of the main memory, as one inference gets it</source>
      <translation>추론 하나가 얻는 주 메모리의 대역폭</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Of the memory on the chip</source>
      <translation>칩 내 메모리의 대역폭</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Room for the model's file</source>
      <translation>모델 파일을 담을 공간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Room for activations, and for weights where they are not run from flash</source>
      <translation>활성값을 담을 공간. 가중치를 플래시에서 실행하지 않으면 가중치도 담습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Fast memory on the chip: caches or SRAM</source>
      <translation>칩 내의 빠른 메모리: 캐시 또는 SRAM</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Drawn while it waits</source>
      <translation>대기 중에 소비하는 전력</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Drawn under full load</source>
      <translation>최대 부하에서 소비하는 전력</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Energy of one 8-bit integer multiplication</source>
      <translation>8비트 정수 곱셈 한 번의 에너지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Energy of adding a product up</source>
      <translation>곱을 누적하는 덧셈의 에너지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Energy of one multiply-accumulate in FP32</source>
      <translation>FP32 곱셈-누산 한 번의 에너지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Energy of one multiply-accumulate in FP16</source>
      <translation>FP16 곱셈-누산 한 번의 에너지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Energy of moving one byte to or from main memory</source>
      <translation>주 메모리와 1바이트를 주고받는 에너지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Drawn for as long as an inference takes</source>
      <translation>추론이 진행되는 동안 소비하는 전력</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Joules here for each joule of arithmetic and memory above</source>
      <translation>위의 연산 및 메모리 에너지 1 J당 이 장치가 쓰는 에너지(J)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Clocks that can be set, rising, separated by commas</source>
      <translation>설정할 수 있는 클록, 오름차순, 쉼표로 구분</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>The clock at which the peaks above hold</source>
      <translation>위의 피크 값이 성립하는 클록</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>C in P = C·V²·f</source>
      <translation>P = C·V²·f의 C</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>At the lowest level</source>
      <translation>최저 단계에서</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>At the highest level</source>
      <translation>최고 단계에서</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Drawn at any clock while it computes</source>
      <translation>연산 중에 클록과 관계없이 소비하는 전력</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>● measured</source>
      <translation>● 측정됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>▫ vendor</source>
      <translation>▫ 제조사</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>▫ assumed</source>
      <translation>▫ 가정됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Peak, {} bit</source>
      <translation>피크, {}비트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words.py" />
      <source>Efficiency, {} bit</source>
      <translation>효율, {}비트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words_of_errors.py" />
      <source>Tried on {} recipes that nothing was learned from: {} of predictions within ±10 %, eight of ten off by {} to {}.</source>
      <translation>학습에 쓰지 않은 레시피 {}개로 시험: ±10 % 이내인 예측 {}, 열에 여덟은 오차가 {} ~ {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words_of_errors.py" />
      <source>Models tried before they were measured: {}; recipes: {}. {} of the predictions within ±10 %, eight of ten off by {} to {}.</source>
      <translation>측정하기 전에 시험한 모델: {}, 레시피: {}. ±10 % 이내인 예측 {}, 열에 여덟은 오차가 {} ~ {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words_of_errors.py" />
      <source>That misses the aim of nine of ten: measure recipes that differ by less than {}.</source>
      <translation>열에 아홉이라는 목표에 미치지 못합니다. 차이가 {}보다 작은 레시피를 측정하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words_of_errors.py" />
      <source>How far predictions are off is not known: calibrate again to try it.</source>
      <translation>예측이 얼마나 빗나가는지 알 수 없습니다. 다시 보정하면 시험해 볼 수 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words_of_errors.py" />
      <source>How far predictions of other models are off shows when a second model is calibrated with.</source>
      <translation>다른 모델에 대한 예측이 얼마나 빗나가는지는 두 번째 모델로 보정하면 나타납니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words_of_errors.py" />
      <source>Models tried before they were measured: {}; recipes: {}. None got a figure: most of their time is in layers that nobody had measured.</source>
      <translation>측정하기 전에 시험한 모델: {}, 레시피: {}. 수치를 얻은 것이 없습니다. 시간의 대부분이 아무도 측정하지 않은 레이어에 있기 때문입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/words_of_errors.py" />
      <source>{} recipes got no figure: most of their time is in layers that nobody had measured.</source>
      <translation>레시피 {}개는 수치를 얻지 못했습니다. 시간의 대부분이 아무도 측정하지 않은 레이어에 있기 때문입니다.</translation>
    </message>
  </context>
  <context>
    <name>Export</name>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_notes.py" />
      <source>{}-bit weights of {} are stored as {}-bit integers, and sized as such.</source>
      <translation>{}비트 가중치({})는 {}비트 정수로 저장되며, 크기도 그에 따라 계산됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_notes.py" />
      <source>{}-bit activations of {} are written as {}-bit integers with a narrower range.</source>
      <translation>{}비트 활성값({})은 범위를 좁힌 {}비트 정수로 기록됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_notes.py" />
      <source>all layers</source>
      <translation>모든 레이어</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_notes.py" />
      <source>{} layers</source>
      <translation>레이어 {}개</translation>
    </message>
  </context>
  <context>
    <name>Formatting</name>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>under 1 s</source>
      <translation>1 s 미만</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>Accuracy</source>
      <translation>정확도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>Size</source>
      <translation>크기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>Compressed file</source>
      <translation>압축된 파일</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>Latency</source>
      <translation>지연 시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>Energy</source>
      <translation>에너지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>Peak activations</source>
      <translation>최대 활성값 메모리</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>MACs</source>
      <translation>MACs</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>BOPs</source>
      <translation>BOPs</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>Agreement with float</source>
      <translation>부동소수점과의 일치율</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>Share of the validation samples whose class is found.</source>
      <translation>검증 샘플 중 클래스를 맞힌 비율입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>Bytes of the exported ONNX file; 1 KB is 1000 bytes.</source>
      <translation>내보낸 ONNX 파일의 바이트 수입니다. 1 KB는 1000바이트입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>Bytes of the file that Deep Compression wrote; it decodes to the model before it runs.</source>
      <translation>Deep Compression이 기록한 파일의 바이트 수입니다. 실행 전에 모델로 복호화됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>Time of one inference: of one sample, unless another batch was chosen.</source>
      <translation>추론 한 번의 시간입니다. 다른 배치를 선택하지 않았다면 샘플 하나 기준입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>Energy for one sample: arithmetic, memory, and what the device draws meanwhile.</source>
      <translation>샘플 하나의 에너지: 연산, 메모리, 그동안 장치가 소비하는 에너지입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>Most bytes of activations that must exist at the same time, for one sample.</source>
      <translation>샘플 하나에 대해 동시에 존재해야 하는 활성값의 최대 바이트 수입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>Multiply-accumulate operations for one sample.</source>
      <translation>샘플 하나에 대한 곱셈-누산 연산 수입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>Bit operations: MACs × weight bits × activation bits, for one sample.</source>
      <translation>비트 연산 수: MACs × 가중치 비트 × 활성값 비트, 샘플 하나 기준입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>Share of the validation samples for which the float model says the same.</source>
      <translation>검증 샘플 중 부동소수점 모델과 답이 같은 비율입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>{} more than float ({}).</source>
      <translation>부동소수점보다 {} 큽니다({}).</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>{} less than float ({}).</source>
      <translation>부동소수점보다 {} 작습니다({}).</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>measured</source>
      <translation>측정됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>predicted</source>
      <translation>예측됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>modelled</source>
      <translation>모델링됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>vendor's figure</source>
      <translation>제조사 수치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>assumed</source>
      <translation>가정됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>exact</source>
      <translation>정확한 값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>{} h {} min</source>
      <translation>{} h {} min</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>{} runs</source>
      <translation>{}회 실행</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>{} samples</source>
      <translation>샘플 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>{} s</source>
      <translation>{} s</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>{} min {} s</source>
      <translation>{} min {} s</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>The same as float ({}).</source>
      <translation>부동소수점과 같습니다({}).</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>{} points</source>
      <translation>{}포인트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>{} ({} bytes)</source>
      <translation>{} ({}바이트)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>95 % interval: {} to {}</source>
      <translation>95 % 신뢰 구간: {} ~ {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>Device: {}</source>
      <translation>장치: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/formatting.py" />
      <source>Date: {}</source>
      <translation>날짜: {}</translation>
    </message>
  </context>
  <context>
    <name>Graph</name>
    <message>
      <location filename="../../edgeviz/ui/graph/labels.py" />
      <source>{} bits</source>
      <translation>{}비트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>This model has no values of this kind.</source>
      <translation>이 모델에는 이런 종류의 값이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Output</source>
      <translation>출력</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Convolution</source>
      <translation>합성곱</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Linear</source>
      <translation>선형</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Normalization</source>
      <translation>정규화</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Pooling</source>
      <translation>풀링</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Activation</source>
      <translation>활성값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Arithmetic</source>
      <translation>연산</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Other</source>
      <translation>기타</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Operator</source>
      <translation>연산자</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Weight bits</source>
      <translation>가중치 비트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Activation bits</source>
      <translation>활성값 비트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Size of the weights</source>
      <translation>가중치 크기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>MACs</source>
      <translation>MACs</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Latency on the device</source>
      <translation>장치에서의 지연 시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Measured latency</source>
      <translation>측정된 지연 시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Energy on the device</source>
      <translation>장치에서의 에너지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Sensitivity at 4-bit weights</source>
      <translation>4비트 가중치에서의 민감도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Loss at the present bits</source>
      <translation>현재 비트에서의 손실</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Weight error (SQNR)</source>
      <translation>가중치 오차(SQNR)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Choose a device in the tool bar: latency per layer is modelled for it.</source>
      <translation>도구 모음에서 장치를 선택하세요. 레이어별 지연 시간은 선택한 장치에 대해 모델링됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Choose a device in the tool bar: energy per layer is modelled for it.</source>
      <translation>도구 모음에서 장치를 선택하세요. 레이어별 에너지는 선택한 장치에 대해 모델링됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>The profile of this device says nothing about energy.</source>
      <translation>이 장치의 프로필에 에너지 정보가 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Measure the layers first.</source>
      <translation>먼저 레이어를 측정하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>The device cannot run these layers at their widths: it has no unit for them.</source>
      <translation>이 장치는 해당 비트 폭으로 이 레이어들을 실행할 수 없습니다. 처리할 유닛이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>The sensitivity table has no values for these widths yet.</source>
      <translation>민감도 표에 이 비트 폭의 값이 아직 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Measure the sensitivity first (Sensitivity panel).</source>
      <translation>먼저 민감도를 측정하세요(민감도 패널).</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>All layers are float: nothing is quantized yet.</source>
      <translation>모든 레이어가 부동소수점입니다. 아직 양자화된 것이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Input</source>
      <translation>입력</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Reads</source>
      <translation>읽기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Writes</source>
      <translation>쓰기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Double-click or + opens it.</source>
      <translation>더블 클릭하거나 +를 누르면 열립니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>{} · many readers</source>
      <translation>{} · 읽는 노드 많음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>{} nodes</source>
      <translation>노드 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>Read by {} nodes; these edges are hidden.</source>
      <translation>노드 {}개가 읽습니다. 이 간선들은 숨겨져 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/looks.py" />
      <source>… and {} more</source>
      <translation>… 외 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/saving.py" />
      <source>Choose another folder or name.</source>
      <translation>다른 폴더나 이름을 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/saving.py" />
      <source>{} cannot be written</source>
      <translation>{}에 쓸 수 없습니다</translation>
    </message>
  </context>
  <context>
    <name>Inspector</name>
    <message>
      <location filename="../../edgeviz/ui/inspector/panel.py" />
      <source>{} bits</source>
      <translation>{}비트</translation>
    </message>
  </context>
  <context>
    <name>Jobs</name>
    <message>
      <location filename="../../edgeviz/ui/jobs/texts.py" />
      <source>Cancelling…</source>
      <translation>취소하는 중…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/jobs/texts.py" />
      <source>Running</source>
      <translation>실행 중</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/jobs/texts.py" />
      <source>Finished</source>
      <translation>완료됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/jobs/texts.py" />
      <source>Failed</source>
      <translation>실패</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/jobs/texts.py" />
      <source>Cancelled</source>
      <translation>취소됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/jobs/texts.py" />
      <source>{} left</source>
      <translation>{} 남음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/jobs/texts.py" />
      <source>Queued</source>
      <translation>대기 중</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/jobs/texts.py" />
      <source>Queued, {} ahead</source>
      <translation>대기 중, 앞에 {}개</translation>
    </message>
  </context>
  <context>
    <name>LayerDetails</name>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Kind</source>
      <translation>종류</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Operator</source>
      <translation>연산자</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Input</source>
      <translation>입력</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Output</source>
      <translation>출력</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Weight</source>
      <translation>가중치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Bias</source>
      <translation>편향</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Parameters</source>
      <translation>파라미터</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>MACs</source>
      <translation>MACs</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Bytes as chosen</source>
      <translation>선택한 설정에서의 바이트 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Weights as chosen</source>
      <translation>선택한 설정의 가중치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Input as chosen</source>
      <translation>선택한 설정의 입력</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Shares its weights with</source>
      <translation>가중치를 공유하는 레이어</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Shares its activation width with</source>
      <translation>활성값 비트 폭을 공유하는 레이어</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Key in recipes and exports</source>
      <translation>레시피와 내보내기에서의 키</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Name in torch</source>
      <translation>torch에서의 이름</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Module</source>
      <translation>모듈</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Parameters in torch</source>
      <translation>torch에서의 파라미터</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Node in the exported ONNX</source>
      <translation>내보낸 ONNX의 노드</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Weight in the exported ONNX</source>
      <translation>내보낸 ONNX의 가중치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Runs as</source>
      <translation>실행 방식</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Reads from</source>
      <translation>읽어 오는 노드</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Read by</source>
      <translation>읽는 노드</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Tensor in Netron and Model Explorer</source>
      <translation>Netron 및 Model Explorer에서의 텐서</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Attribute {}</source>
      <translation>속성 {}</translation>
    </message>
  </context>
  <context>
    <name>Layers</name>
    <message>
      <location filename="../../edgeviz/ui/inspector/settings.py" />
      <source>Momentum of the moving average</source>
      <translation>이동 평균의 모멘텀</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/settings.py" />
      <source>Share with which each further 32 samples move the range; the first 32 start it. 1 keeps the last</source>
      <translation>이후 샘플 32개마다 범위를 움직이는 비율입니다. 처음 32개로 시작합니다. 1이면 마지막 값을 유지합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/running.py" />
      <source>Kernel {}: computes in {}, weights stored in {} bits</source>
      <translation>커널 {}: 연산 {}, 가중치 저장 {}비트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/running.py" />
      <source>Between layers: {} ({})</source>
      <translation>레이어 사이: {} ({})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/running.py" />
      <source>{} ({} to {}, 95 %), {} of all kernels' time</source>
      <translation>{} ({} ~ {}, 95 %), 전체 커널 시간의 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/running.py" />
      <source>In memory the weights take {} bits: they are widened when the model is loaded.</source>
      <translation>메모리에서 가중치는 {}비트를 차지합니다. 모델을 불러올 때 넓어집니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/running.py" />
      <source>Measured: the layer's part of the time of all kernels, in percent, by onnxruntime's profiler. The bar is the part of the slowest layer.</source>
      <translation>측정됨: 전체 커널 시간에서 레이어가 차지하는 비율(퍼센트), onnxruntime 프로파일러 기준. 막대는 가장 느린 레이어 대비 비율입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/running.py" />
      <source>In a narrow panel other columns give way to these; the inspector has them.</source>
      <translation>패널이 좁으면 다른 열이 이 열들에 자리를 내줍니다. 그 열의 값은 속성 패널에 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/running.py" />
      <source>Not measured.</source>
      <translation>측정되지 않았습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/running.py" />
      <source>{} of it unpack the weights, at every run</source>
      <translation>그중 {}: 실행할 때마다 가중치를 푸는 시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/running.py" />
      <source>No kernel of its own was found in the optimized graph.</source>
      <translation>최적화된 그래프에서 전용 커널을 찾지 못했습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/running.py" />
      <source>before the last edits</source>
      <translation>마지막 편집 이전</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/running.py" />
      <source>Latency % ●</source>
      <translation>지연 시간 % ●</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/running.py" />
      <source>Stored</source>
      <translation>저장</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/running.py" />
      <source>Computes</source>
      <translation>연산</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/running.py" />
      <source>Kernel</source>
      <translation>커널</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/running.py" />
      <source>Stored: bits of the weights in the exported file. Computes: what the kernel multiplies. Kernel: the operator in onnxruntime's optimized graph.</source>
      <translation>저장: 내보낸 파일에서의 가중치 비트. 연산: 커널이 곱하는 형식. 커널: onnxruntime이 최적화한 그래프의 연산자.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/running.py" />
      <source>Measured before the last edits: measure the layers again.</source>
      <translation>마지막 편집 이전에 측정되었습니다. 레이어를 다시 측정하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/running.py" />
      <source>● {} · batch {} · {} runs · {}</source>
      <translation>● {} · 배치 {} · {}회 실행 · {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/running.py" />
      <source>Its time is counted with {}: one kernel does both.</source>
      <translation>시간은 {}에 합산됩니다. 커널 하나가 둘을 모두 처리합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/running.py" />
      <source>W{} here saves size, not time.</source>
      <translation>여기서 W{}은(는) 시간이 아니라 크기만 줄입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/running.py" />
      <source>stored in {} bits</source>
      <translation>{}비트로 저장됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/sensitivity.py" />
      <source>Sensitivity: what the layer alone would lose.</source>
      <translation>민감도: 이 레이어만 양자화했을 때의 손실입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/sensitivity.py" />
      <source>The bar is longer for more loss, by its logarithm. A click sorts.</source>
      <translation>손실이 클수록 막대가 깁니다(로그 기준). 클릭하면 정렬됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/sensitivity.py" />
      <source>Not known yet.</source>
      <translation>아직 알 수 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/sensitivity.py" />
      <source>Loss W{}</source>
      <translation>손실 W{}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/texts.py" />
      <source>Without training expect an accuracy near chance level.</source>
      <translation>학습하지 않으면 정확도가 우연 수준에 가까울 것으로 예상됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/texts.py" />
      <source>per tensor</source>
      <translation>텐서별</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/texts.py" />
      <source>Kept at 8 bits or more, as the first or the last layer (Repairs panel).</source>
      <translation>첫 레이어 또는 마지막 레이어이므로 8비트 이상으로 유지됩니다(보완 패널).</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/texts.py" />
      <source>16-bit float (bfloat16)</source>
      <translation>16비트 부동소수점(bfloat16)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/texts.py" />
      <source>per channel</source>
      <translation>채널별</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/texts.py" />
      <source>symmetric</source>
      <translation>대칭</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/texts.py" />
      <source>affine</source>
      <translation>아핀</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/texts.py" />
      <source>power-of-two scale</source>
      <translation>2의 거듭제곱 스케일</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/texts.py" />
      <source>min-max</source>
      <translation>min-max</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/texts.py" />
      <source>entropy</source>
      <translation>엔트로피</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/texts.py" />
      <source>MSE</source>
      <translation>MSE</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/texts.py" />
      <source>0 … 1 (DoReFa)</source>
      <translation>0 … 1 (DoReFa)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/texts.py" />
      <source>{}-bit float</source>
      <translation>{}비트 부동소수점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/texts.py" />
      <source>moving average</source>
      <translation>이동 평균</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/texts.py" />
      <source>percentile</source>
      <translation>백분위수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/texts.py" />
      <source>{}-bit integer</source>
      <translation>{}비트 정수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/texts.py" />
      <source>{}-bit {}</source>
      <translation>{}비트 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/texts.py" />
      <source>at most {} values</source>
      <translation>최대 {}개 값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/texts.py" />
      <source>range by {}</source>
      <translation>범위: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/texts.py" />
      <source>moving average {}</source>
      <translation>이동 평균 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/texts.py" />
      <source>percentile {}</source>
      <translation>백분위수 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/texts.py" />
      <source>Chosen: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/tying.py" />
      <source>⚠ These layers have different activation bits: a shared tensor is quantized twice, and no integer kernel can join its operands. Give them the same bits.</source>
      <translation>⚠ 이 레이어들의 활성값 비트가 서로 다릅니다. 공유 텐서가 두 번 양자화되며, 피연산자를 합칠 수 있는 정수 커널이 없습니다. 같은 비트를 지정하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/tying.py" />
      <source>⚠ These layers have different weight settings although there is only one weight to store: the recipe cannot be measured or exported. Give them the same bits and settings.</source>
      <translation>⚠ 저장할 가중치는 하나뿐인데 이 레이어들의 가중치 설정이 서로 다릅니다. 이 레시피는 측정하거나 내보낼 수 없습니다. 같은 비트와 설정을 지정하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/tying.py" />
      <source>Activations tied with {}: they read or write tensors that are stored once, or that an addition or concatenation joins at one width.</source>
      <translation>활성값이 다음과 묶임: {}. 한 번만 저장되는 텐서, 또는 덧셈이나 연결이 하나의 비트 폭으로 합치는 텐서를 읽거나 씁니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/tying.py" />
      <source>{} and {} more</source>
      <translation>{} 외 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/tying.py" />
      <source>Weights tied with {}: they share one weight, which is stored once.</source>
      <translation>가중치가 다음과 묶임: {}. 한 번만 저장되는 하나의 가중치를 공유합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/widths.py" />
      <source>bfloat16: the range of 32-bit floats with 8 significant bits.</source>
      <translation>bfloat16: 32비트 부동소수점의 범위에 유효 비트는 8개입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/widths.py" />
      <source>Binary weights (BWN): the sign of each weight times the mean magnitude of its filter.</source>
      <translation>이진 가중치(BWN): 각 가중치의 부호에 필터의 평균 크기를 곱합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/widths.py" />
      <source>XNOR-Net: the sign of each value times the mean magnitude in the calibration data.</source>
      <translation>XNOR-Net: 각 값의 부호에 보정 데이터의 평균 크기를 곱합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/widths.py" />
      <source>BinaryConnect: +1 or −1, the sign of each weight, without a scale.</source>
      <translation>BinaryConnect: 각 가중치의 부호인 +1 또는 −1이며, 스케일이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/widths.py" />
      <source>BinaryConnect, stochastic: +1 with probability (w + 1) / 2, else −1, drawn with a fixed seed.</source>
      <translation>BinaryConnect, 확률적: 확률 (w + 1) / 2로 +1, 아니면 −1이며, 고정된 시드로 뽑습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/widths.py" />
      <source>Ternary weights (TWN): −α, 0 or +α; 0 up to 0.7 times the mean magnitude.</source>
      <translation>삼진 가중치(TWN): −α, 0 또는 +α. 평균 크기의 0.7배까지는 0입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/widths.py" />
      <source>Trained ternary (TTQ): −Wn, 0 or +Wp; 0 up to 5 % of the largest magnitude. Smaller, not faster.</source>
      <translation>학습된 삼진(TTQ): −Wn, 0 또는 +Wp. 최대 크기의 5 %까지는 0입니다. 작아지지만 빨라지지는 않습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/widths.py" />
      <source>{} affine</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/widths.py" />
      <source>{} integer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/widths.py" />
      <source>{} {}</source>
      <translation>{} {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/widths.py" />
      <source>{} float</source>
      <translation>{} 부동소수점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/widths.py" />
      <source>{} bfloat</source>
      <translation>{} bfloat</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/widths.py" />
      <source>Weight sharing by k-means (Deep Compression): at most {} values for all weights. Smaller, not faster.</source>
      <translation>k-means 가중치 공유(Deep Compression): 모든 가중치에 최대 {}개의 값을 씁니다. 작아지지만 빨라지지는 않습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/widths.py" />
      <source>DoReFa: {} even steps from −1 to 1 of the weights' tanh, without a scale.</source>
      <translation>DoReFa: 가중치의 tanh를 −1에서 1까지 {}개의 균등한 스텝으로 나누며, 스케일이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/widths.py" />
      <source>DoReFa: {} even steps from 0 to 1; what lies beyond is clipped.</source>
      <translation>DoReFa: 0에서 1까지 {}개의 균등한 스텝으로 나누며, 벗어나는 값은 잘라 냅니다.</translation>
    </message>
  </context>
  <context>
    <name>Legend</name>
    <message>
      <location filename="../../edgeviz/ui/plots/layers.py" />
      <source>Front</source>
      <translation>파레토 프런트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/layers.py" />
      <source>Other recipes</source>
      <translation>다른 레시피</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/layers.py" />
      <source>Uniform widths</source>
      <translation>균일한 비트 폭</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/layers.py" />
      <source>Float</source>
      <translation>부동소수점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/layers.py" />
      <source>Other models</source>
      <translation>다른 모델</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/layers.py" />
      <source>Current</source>
      <translation>현재</translation>
    </message>
  </context>
  <context>
    <name>ModelDiff</name>
    <message>
      <location filename="../../edgeviz/ui/compare/model_diff.py" />
      <source>the same</source>
      <translation>동일</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/model_diff.py" />
      <source>changed</source>
      <translation>변경됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/model_diff.py" />
      <source>added</source>
      <translation>추가됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/model_diff.py" />
      <source>removed</source>
      <translation>제거됨</translation>
    </message>
  </context>
  <context>
    <name>Package</name>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>QDQ ONNX</source>
      <translation>QDQ ONNX</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>FP16 ONNX</source>
      <translation>FP16 ONNX</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>Float ONNX without dead channels</source>
      <translation>죽은 채널을 뺀 부동소수점 ONNX</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>Deep Compression file</source>
      <translation>Deep Compression 파일</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>torch.export program</source>
      <translation>torch.export 프로그램</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>Weights as safetensors</source>
      <translation>safetensors 형식의 가중치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>Recipe</source>
      <translation>레시피</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>AIMET encodings 1.0.0</source>
      <translation>AIMET 인코딩 1.0.0</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>AIMET encodings 2.0.0</source>
      <translation>AIMET 인코딩 2.0.0</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>onnxruntime TensorQuantOverrides</source>
      <translation>onnxruntime TensorQuantOverrides</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>QONNX</source>
      <translation>QONNX</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>Model Explorer node data</source>
      <translation>Model Explorer 노드 데이터</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>Netron attachment</source>
      <translation>Netron 첨부 파일</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>Tables as CSV</source>
      <translation>표(CSV)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>Script and command line</source>
      <translation>스크립트와 명령줄</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>C header of the weights</source>
      <translation>가중치의 C 헤더</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>Format</source>
      <translation>형식</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>Tick what is to be written</source>
      <translation>저장할 항목을 선택하세요</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>For</source>
      <translation>대상</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>Programs that such files are made for</source>
      <translation>이 파일을 사용하는 프로그램</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>Size</source>
      <translation>크기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>Bytes of its files; 1 KB is 1000 bytes</source>
      <translation>파일의 바이트 수. 1 KB는 1000바이트입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>Its size is being worked out</source>
      <translation>크기를 계산하는 중입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>Read back</source>
      <translation>다시 읽기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>Remarks</source>
      <translation>비고</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>What was compared after writing</source>
      <translation>저장한 뒤에 비교한 내용</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_model.py" />
      <source>What gets lost in this format, or why it cannot be written</source>
      <translation>이 형식에서 잃는 것 또는 저장할 수 없는 이유</translation>
    </message>
  </context>
  <context>
    <name>PointCard</name>
    <message>
      <location filename="../../edgeviz/ui/plots/card.py" />
      <source>Point</source>
      <translation>점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/card.py" />
      <source>The current recipe</source>
      <translation>현재 레시피</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/card.py" />
      <source>Click or Enter adopts it</source>
      <translation>클릭하거나 Enter를 누르면 채택합니다</translation>
    </message>
  </context>
  <context>
    <name>QObject</name>
    <message>
      <location filename="../../edgeviz/ui/adaptive/adapting.py" />
      <source>Open a model first.</source>
      <translation>먼저 모델을 여세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/adapting.py" />
      <source>An adaptive model is recorded on labelled samples: choose data first (Ctrl+D).</source>
      <translation>적응형 모델은 레이블이 있는 샘플로 기록합니다. 먼저 데이터를 선택하세요(Ctrl+D).</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/adapting.py" />
      <source>The model is still being read.</source>
      <translation>모델을 아직 읽는 중입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/adapting.py" />
      <source>An adaptive model is being made; the Jobs panel shows how far it is.</source>
      <translation>적응형 모델을 만드는 중입니다. 진행 상황은 작업 패널에 표시됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/adapting.py" />
      <source>Adapt: {}</source>
      <translation>적응: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/adapting.py" />
      <source>Export {}</source>
      <translation>{} 내보내기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/adapting.py" />
      <source>This model cannot be run here: these operators are not covered: {}</source>
      <translation>이 모델은 여기서 실행할 수 없습니다. 지원하지 않는 연산자: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/adapting.py" />
      <source>No adaptive model can be made now.</source>
      <translation>지금은 적응형 모델을 만들 수 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/adapting.py" />
      <source>The others are listed.</source>
      <translation>나머지는 목록에 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/dialog.py" />
      <source>Make an adaptive model</source>
      <translation>적응형 모델 만들기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/dialog.py" />
      <source>Kind</source>
      <translation>종류</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/dialog.py" />
      <source>How the model adapts at run time</source>
      <translation>모델이 실행 중에 적응하는 방식</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/dialog.py" />
      <source>Latency and energy</source>
      <translation>지연 시간과 에너지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/dialog.py" />
      <source>Of the operating points. To have them modelled, choose a device in the tool bar first.</source>
      <translation>동작점의 값입니다. 모델링하려면 먼저 도구 모음에서 장치를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/dialog.py" />
      <source>Name</source>
      <translation>이름</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/dialog.py" />
      <source>What the model is called; by itself after what it is</source>
      <translation>모델의 이름. 비워 두면 종류에 따라 자동으로 붙습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/dialog.py" />
      <source>Make</source>
      <translation>만들기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/dialog.py" />
      <source>Close</source>
      <translation>닫기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/dialog.py" />
      <source>Figures</source>
      <translation>수치·그림</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/dialog.py" />
      <source>● measured on this machine</source>
      <translation>● 이 컴퓨터에서 측정됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/dialog.py" />
      <source>◇ modelled for {}</source>
      <translation>◇ {} 기준으로 모델링됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Operating points</source>
      <translation>동작점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>How many operating points are recorded</source>
      <translation>기록할 동작점의 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Points</source>
      <translation>동작점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Where exits read</source>
      <translation>종료 지점이 읽는 위치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Tensors that everything passes through, with the share of the multiplications up to there</source>
      <translation>모든 데이터가 지나가는 텐서와 그 지점까지의 곱셈 비율</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Kind of exit</source>
      <translation>종료 지점의 종류</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Convolutions cost more, and suit early, shallow maps</source>
      <translation>합성곱은 비용이 더 들지만 앞쪽의 얕은 맵에 적합합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Rule</source>
      <translation>규칙</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>When the answer of an exit is taken</source>
      <translation>종료 지점의 답을 채택하는 조건</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>The network learns with its exits</source>
      <translation>네트워크를 종료 지점과 함께 학습</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Else only the exits do, and its own answers stay</source>
      <translation>끄면 종료 지점만 학습하고 네트워크 자체의 답은 그대로입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Exits</source>
      <translation>종료 지점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Each is</source>
      <translation>종료 지점 구조</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Taken if</source>
      <translation>채택 조건</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>What decides</source>
      <translation>결정 방식</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Which residual blocks run</source>
      <translation>어떤 잔차 블록을 실행할지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Share that stays</source>
      <translation>유지 비율</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Share of the blocks' multiplications aimed at</source>
      <translation>목표로 하는 블록 곱셈의 비율</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Penalty</source>
      <translation>페널티</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Weight of the squared distance from that share</source>
      <translation>그 비율과의 차이를 제곱한 값의 가중치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Decided by</source>
      <translation>결정 방식</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Stays</source>
      <translation>유지 비율</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Widths (percent)</source>
      <translation>너비(퍼센트)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Shares of the channels in percent, with spaces</source>
      <translation>채널 비율(퍼센트), 공백으로 구분</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Trained for</source>
      <translation>학습 대상</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Universal: each step trains the smallest, the largest and two between, which learn from the largest</source>
      <translation>universal: 단계마다 가장 작은 너비, 가장 큰 너비, 그 사이의 두 너비를 학습하며, 나머지는 가장 큰 너비에서 배웁니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Widths (%)</source>
      <translation>너비(%)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Models to switch between</source>
      <translation>전환할 모델</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Evaluated recipes of this project</source>
      <translation>이 프로젝트에서 평가한 레시피</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Take the front</source>
      <translation>파레토 프런트 선택</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Check the recipes that no other beats in accuracy and size</source>
      <translation>정확도와 크기에서 더 나은 것이 없는 레시피를 선택합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Models</source>
      <translation>모델</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Search space</source>
      <translation>탐색 공간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>What depth, kernel, width and resolution may be</source>
      <translation>깊이, 커널, 너비, 해상도의 선택 범위</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Members drawn</source>
      <translation>추출할 하위 네트워크</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Random members, of which the points are chosen</source>
      <translation>무작위로 뽑은 하위 네트워크. 이 가운데에서 동작점을 고릅니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Space</source>
      <translation>탐색 공간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Drawn</source>
      <translation>추출 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Speed of the server</source>
      <translation>서버 속도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Times as fast as this machine; assumed (▫)</source>
      <translation>이 컴퓨터 대비 속도 배수, 가정됨(▫)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source> ms</source>
      <translation> ms</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Round trip (ms)</source>
      <translation>왕복 시간(ms)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Of a message, whatever its size; assumed (▫)</source>
      <translation>크기와 무관한 메시지 하나의 왕복 시간, 가정됨(▫)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Server</source>
      <translation>서버</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Round trip</source>
      <translation>왕복 시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>◇ What the roofline of {} expects in float; making the model times every split on this machine.</source>
      <translation>◇ {}의 루프라인으로 예상한 부동소수점 기준 값입니다. 모델을 만들 때 이 컴퓨터에서 모든 분할의 시간을 측정합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>No exit is chosen.</source>
      <translation>선택된 종료 지점이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Check at least one place.</source>
      <translation>적어도 한 곳을 체크하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>These are too many exits.</source>
      <translation>종료 지점이 너무 많습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Fewer than two models are chosen.</source>
      <translation>선택한 모델이 두 개 미만입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Check two or more, or measure recipes first.</source>
      <translation>둘 이상 선택하거나 먼저 레시피를 측정하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>all on the server</source>
      <translation>모두 서버에서</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>all here</source>
      <translation>모두 여기에서</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Bandwidth is chosen afterwards, in the plot and by the scenario. With a device chosen in the tool bar, what is expected on it is drawn here.</source>
      <translation>대역폭은 나중에 그래프와 시나리오에서 정합니다. 도구 모음에서 장치를 선택하면 그 장치의 예상값이 여기에 그려집니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Pooling and a linear layer</source>
      <translation>풀링과 선형 레이어</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Convolutions that halve the map</source>
      <translation>맵을 절반으로 줄이는 합성곱</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Largest probability above</source>
      <translation>최대 확률이 기준보다 높을 때</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Entropy below</source>
      <translation>엔트로피가 기준보다 낮을 때</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>A gate looks at each sample</source>
      <translation>게이트가 샘플마다 판단</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Subsets for budgets</source>
      <translation>예산별 부분집합</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Only these (switchable)</source>
      <translation>이 너비만(switchable)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Any between them (universal)</source>
      <translation>그 사이의 모든 너비(universal)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>The widths cannot be read.</source>
      <translation>너비를 읽을 수 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Give percents with spaces between, such as 100 50 25.</source>
      <translation>100 50 25처럼 백분율을 빈칸으로 구분해 입력하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>{} · {}</source>
      <translation>{} · {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>{} · {} of the MACs</source>
      <translation>{} · MACs의 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>Check at most {}.</source>
      <translation>최대 {}개까지 체크하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/fields.py" />
      <source>{} · suggested</source>
      <translation>{} · 추천</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/points_model.py" />
      <source>Operating point</source>
      <translation>동작점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/points_model.py" />
      <source>MACs</source>
      <translation>MACs</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/points_model.py" />
      <source>Memory</source>
      <translation>메모리</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/points_model.py" />
      <source>To change</source>
      <translation>전환 시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/points_model.py" />
      <source>Sent</source>
      <translation>전송량</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/points_model.py" />
      <source>One way in which this model can run</source>
      <translation>이 모델이 실행될 수 있는 방식 하나</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/points_model.py" />
      <source>On the validation samples, with half of the 95 % interval</source>
      <translation>검증 샘플 기준, 95 % 구간의 절반과 함께 표시</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/points_model.py" />
      <source>Share of the multiplications of the dearest point, mean over the samples</source>
      <translation>비용이 가장 큰 동작점의 곱셈 수 대비 비율, 샘플 평균</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/points_model.py" />
      <source>Of one sample, mean over the samples; without sending and the server</source>
      <translation>샘플 하나 기준, 샘플 평균. 전송과 서버 제외</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/points_model.py" />
      <source>Of one answer; only where a device was chosen that it is modelled for</source>
      <translation>응답 하나 기준. 모델링할 장치를 선택한 경우에만 표시</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/points_model.py" />
      <source>Weights and activations while this point is loaded</source>
      <translation>이 동작점이 로드된 동안의 가중치와 활성값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/points_model.py" />
      <source>Measured time of changing to this point</source>
      <translation>이 동작점으로 전환하는 데 걸린 측정 시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/points_model.py" />
      <source>Bytes that go to the server for each answer</source>
      <translation>응답마다 서버로 보내는 바이트 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/share_plot.py" />
      <source>Accuracy over computation</source>
      <translation>연산량에 따른 정확도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/share_plot.py" />
      <source>Accuracy (%)</source>
      <translation>정확도(%)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/share_plot.py" />
      <source>MACs (% of the most)</source>
      <translation>MACs (최댓값 대비 %)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/share_plot.py" />
      <source>Latency ({})</source>
      <translation>지연 시간 ({})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/split_view.py" />
      <source>{}: {} = {} {} here + {} sending + ▫ {} on the server</source>
      <translation>{}: {} = {} 장치 {} + 전송 {} + ▫ 서버 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/split_view.py" />
      <source> Mbit/s</source>
      <translation> Mbit/s</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/split_view.py" />
      <source>Bandwidth (Mbit/s)</source>
      <translation>대역폭(Mbit/s)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/split_view.py" />
      <source>Also by dragging the line</source>
      <translation>선을 끌어서도 바꿀 수 있습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/split_view.py" />
      <source>Times as fast as the device; assumed (▫)</source>
      <translation>장치 대비 속도 배수, 가정됨(▫)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/split_view.py" />
      <source>Best split against the bandwidth</source>
      <translation>대역폭에 따른 최적 분할</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/split_view.py" />
      <source>Left and Right change the bandwidth.</source>
      <translation>왼쪽/오른쪽 화살표 키로 대역폭을 바꿉니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/split_view.py" />
      <source>Parts here</source>
      <translation>장치에서 실행할 부분</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/split_view.py" />
      <source>Bandwidth</source>
      <translation>대역폭</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/split_view.py" />
      <source>{} Mbit/s</source>
      <translation>{} Mbit/s</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/split_view.py" />
      <source>server {} ×</source>
      <translation>서버 {} ×</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/view.py" />
      <source>Make adaptive model…</source>
      <translation>적응형 모델 만들기…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/view.py" />
      <source>Use its points</source>
      <translation>이 동작점 사용</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/view.py" />
      <source>Export bundle…</source>
      <translation>번들 내보내기…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/view.py" />
      <source>Remove</source>
      <translation>제거</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/view.py" />
      <source>Adaptive models, newest first</source>
      <translation>적응형 모델, 최신순</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/view.py" />
      <source>No adaptive model yet. One is made of the open model by training exits, gates or widths, or by cutting or collecting models; what each of its operating points does on every sample is recorded for the simulator.</source>
      <translation>아직 적응형 모델이 없습니다. 적응형 모델은 열린 모델에 종료 지점, 게이트, 너비를 학습시키거나 모델을 나누거나 모아서 만듭니다. 각 동작점이 모든 샘플에서 낸 결과가 시뮬레이터용으로 기록됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/view.py" />
      <source>Operating points of the adaptive model</source>
      <translation>적응형 모델의 동작점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/view.py" />
      <source>Early exits, skipped blocks, widths, switching, partition</source>
      <translation>조기 종료, 블록 건너뛰기, 너비, 전환, 분할</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/view.py" />
      <source>Choose an adaptive model first.</source>
      <translation>먼저 적응형 모델을 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/view.py" />
      <source>Let the operating points of this model play (Enter)</source>
      <translation>이 모델의 동작점으로 시뮬레이션합니다(Enter)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/view.py" />
      <source>A bundle is being written.</source>
      <translation>번들을 쓰는 중입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/view.py" />
      <source>The ONNX files, the policy that is set, and a program that runs them with onnxruntime</source>
      <translation>ONNX 파일, 설정된 정책, 그리고 onnxruntime으로 실행하는 프로그램</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/view.py" />
      <source>Take this model out of the project (Del)</source>
      <translation>이 모델을 프로젝트에서 제거합니다(Del)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/view.py" />
      <source>Being made: see the Jobs panel.</source>
      <translation>만드는 중입니다. 작업 패널을 보세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/view.py" />
      <source>New folder (*)</source>
      <translation>새 폴더 (*)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/view.py" />
      <source>Zip archive (*.zip)</source>
      <translation>Zip 압축 파일 (*.zip)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/view.py" />
      <source>Export a bundle</source>
      <translation>번들 내보내기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/view.py" />
      <source>Written: {}</source>
      <translation>저장됨: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/adaptive/view.py" />
      <source>{} · recorded on {} samples · {}</source>
      <translation>{} · 샘플 {}개로 기록됨 · {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/advisor/card.py" />
      <source>One undo takes it back.</source>
      <translation>실행 취소 한 번으로 되돌릴 수 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/advisor/card.py" />
      <source>Dismiss: do not say this again for these layers</source>
      <translation>숨기기: 이 레이어에 대해 다시 알리지 않습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/advisor/card.py" />
      <source>Dismiss</source>
      <translation>숨기기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/advisor/card.py" />
      <source>Show layers</source>
      <translation>레이어 보기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/advisor/card.py" />
      <source>Select the layers that this is about, in every panel</source>
      <translation>해당하는 레이어를 모든 패널에서 선택합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/advisor/panel.py" />
      <source>Nothing to suggest: no value that is known here asks for a change.</source>
      <translation>제안할 것이 없습니다. 알려진 값 중 변경이 필요한 것이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/advisor/panel.py" />
      <source>Advisor</source>
      <translation>조언</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/advisor/panel.py" />
      <source>Show the advice again that was dismissed in this project</source>
      <translation>이 프로젝트에서 숨긴 조언을 다시 표시합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/advisor/panel.py" />
      <source>Advice</source>
      <translation>조언 목록</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/advisor/panel.py" />
      <source>Open a model: what to try next is said here.</source>
      <translation>모델을 열면 다음에 시도할 일이 여기에 표시됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/advisor/panel.py" />
      <source>Nothing to suggest yet. Once this recipe is measured there may be more to say.</source>
      <translation>아직 제안할 것이 없습니다. 이 레시피를 측정하면 제안이 더 생길 수 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/advisor/panel.py" />
      <source>Show {} dismissed</source>
      <translation>숨긴 조언 {}개 보기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/advisor/panel.py" />
      <source>Estimating…</source>
      <translation>추정 중…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/disagreement.py" />
      <source>Samples that changed their class</source>
      <translation>클래스가 바뀐 샘플</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/disagreement.py" />
      <source>Sample {}: is {}; first says {} ({}), second says {} ({})</source>
      <translation>샘플 {}: 정답 {}. 첫 번째는 {} ({}), 두 번째는 {} ({})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/matrix.py" />
      <source>Transitions of widths</source>
      <translation>비트 폭의 전이</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/matrix.py" />
      <source>{} layers with {} weights go from {} to {}</source>
      <translation>레이어 {}개, 가중치 {}개의 비트 폭 변화: {} → {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/model_diff.py" />
      <source>Choose another model…</source>
      <translation>다른 모델 선택…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/model_diff.py" />
      <source>Compare the open model's graph with another ONNX or torch.export file</source>
      <translation>열린 모델의 그래프를 다른 ONNX 또는 torch.export 파일과 비교</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/model_diff.py" />
      <source>Nothing compared yet.</source>
      <translation>아직 비교한 것이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/model_diff.py" />
      <source>Equal nodes too</source>
      <translation>같은 노드도 표시</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/model_diff.py" />
      <source>Differences between the models</source>
      <translation>모델 간 차이</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/model_diff.py" />
      <source>Compare with</source>
      <translation>비교 대상</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/model_diff.py" />
      <source>Node</source>
      <translation>노드</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/model_diff.py" />
      <source>Operator</source>
      <translation>연산자</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/model_diff.py" />
      <source>Change</source>
      <translation>변경</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/model_diff.py" />
      <source>Models (*.onnx *.pt2)</source>
      <translation>모델 (*.onnx *.pt2)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/model_diff.py" />
      <source>All files (*)</source>
      <translation>모든 파일 (*)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/model_diff.py" />
      <source>Read {}</source>
      <translation>{} 읽기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/model_diff.py" />
      <source>{}: {} nodes the same, {} changed, {} added, {} removed.</source>
      <translation>{}: 노드 {}개 동일, {}개 변경, {}개 추가, {}개 제거.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/model_diff.py" />
      <source>Reading {} …</source>
      <translation>{} 읽는 중 …</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/model_diff.py" />
      <source>Cancelled.</source>
      <translation>취소되었습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/model_diff.py" />
      <source>The first {} are listed.</source>
      <translation>처음 {}개만 표시합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/models.py" />
      <source>Layer</source>
      <translation>레이어</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/models.py" />
      <source>Differs from {}</source>
      <translation>{}과(와) 다름</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>What the others are compared with</source>
      <translation>다른 레시피의 비교 대상</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>Pin current</source>
      <translation>현재 레시피 고정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>Keep the current recipe as a column; pressed again it takes the pin away</source>
      <translation>현재 레시피를 열로 남겨 둡니다. 다시 누르면 고정이 해제됩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>Unpin all</source>
      <translation>모두 고정 해제</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>Take all pins away; nothing that was measured is lost</source>
      <translation>고정을 모두 해제합니다. 측정된 결과는 사라지지 않습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>Figures of the compared recipes</source>
      <translation>비교하는 레시피의 수치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>What the recipes do differently as a whole</source>
      <translation>레시피 간의 전체적인 차이</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>Repairs, layers kept at 8 bits and calibration samples; in brackets those of the first column</source>
      <translation>보완, 8비트로 유지한 레이어, 보정 샘플 수. 괄호 안은 첫 번째 열의 값입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>Layers</source>
      <translation>레이어</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>Transitions</source>
      <translation>전이</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>Changed samples</source>
      <translation>바뀐 샘플</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>Another model</source>
      <translation>다른 모델</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>Only layers that differ</source>
      <translation>차이가 있는 레이어만</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>Widths of each layer in the recipes</source>
      <translation>레시피별 각 레이어의 비트 폭</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>There is one recipe. Change a layer's bits, or pin points of the trade-off plot (Space, or Shift and dragging): the recipes then stand side by side.</source>
      <translation>레시피가 하나뿐입니다. 레이어의 비트를 바꾸거나 트레이드오프 그래프의 점을 고정하세요(Space 또는 Shift+드래그). 그러면 레시피가 나란히 표시됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>The recipes have the same widths in every layer.</source>
      <translation>레시피들은 모든 레이어의 비트 폭이 같습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>Find changed samples</source>
      <translation>바뀐 샘플 찾기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>Run both recipes on the validation samples and show those whose class changes</source>
      <translation>두 레시피를 검증 샘플에 실행하여 클래스가 바뀌는 샘플을 보여 줍니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>Change a width or pin a recipe: two are needed to compare.</source>
      <translation>비트 폭을 바꾸거나 레시피를 고정하세요. 비교하려면 둘이 필요합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>Running both recipes on the validation samples …</source>
      <translation>두 레시피를 검증 샘플에 실행하는 중 …</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>Weights</source>
      <translation>가중치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>Activations</source>
      <translation>활성값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>Unpin current</source>
      <translation>현재 레시피 고정 해제</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>Choose data first (Ctrl+D).</source>
      <translation>먼저 데이터를 선택하세요(Ctrl+D).</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>This model cannot be run here.</source>
      <translation>이 모델은 여기에서 실행할 수 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>{} of {} samples change their class: {} were right and are not any more, {} became right.</source>
      <translation>샘플 {} / {}개의 클래스가 바뀌었습니다. {}개는 정답에서 오답으로, {}개는 오답에서 정답으로 바뀌었습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>{} (current)</source>
      <translation>{} (현재)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/panel.py" />
      <source>{} against {}</source>
      <translation>{} 대 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/pins.py" />
      <source>{} of {} recipes pinned: no more than {} can be compared at once</source>
      <translation>레시피 {}/{}개 고정됨: 한 번에 최대 {}개까지 비교할 수 있습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/pins.py" />
      <source>Measure this recipe before you pin it (F9)</source>
      <translation>고정하기 전에 이 레시피를 측정하세요(F9)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/pins.py" />
      <source>Unpinned</source>
      <translation>고정 해제됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/pins.py" />
      <source>Pinned: Compare shows it beside the others</source>
      <translation>고정됨: 비교에 다른 레시피와 나란히 표시됩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/compare/pins.py" />
      <source>{} recipes are pinned already: unpin one first</source>
      <translation>이미 레시피 {}개가 고정되어 있습니다: 먼저 하나를 고정 해제하세요</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/device_box.py" />
      <source>Device</source>
      <translation>장치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/device_box.py" />
      <source>Whose latency and energy are shown: measured on this machine, modelled for others</source>
      <translation>지연 시간과 에너지를 표시할 장치: 이 컴퓨터는 측정값, 다른 장치는 모델링된 값입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/device_box.py" />
      <source>This machine (measured)</source>
      <translation>이 컴퓨터(측정됨)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/device_box.py" />
      <source>{} (modelled)</source>
      <translation>{} (모델링됨)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/device_box.py" />
      <source>{} (measured there)</source>
      <translation>{} (해당 장치에서 측정됨)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>◇ modelled from the device's profile</source>
      <translation>◇ 장치 프로필로 모델링됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>The float model cannot run here</source>
      <translation>부동소수점 모델은 여기서 실행할 수 없습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>What most of the time goes to</source>
      <translation>시간이 가장 많이 드는 곳</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>○ predicted: a sum of layers that were measured there</source>
      <translation>○ 예측됨: 그 장치에서 측정한 레이어의 합</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>This machine</source>
      <translation>이 컴퓨터</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>cannot run</source>
      <translation>실행 불가</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>not measured yet</source>
      <translation>아직 측정 안 됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>● measured there</source>
      <translation>● 그 장치에서 측정됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>● measured</source>
      <translation>● 측정됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>{} · fits</source>
      <translation>{} · 수용 가능</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>Measured, not modelled</source>
      <translation>모델링이 아니라 측정됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>cannot run: {} only</source>
      <translation>실행 불가: {}만 지원</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>{} too much</source>
      <translation>{} 초과</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>{} of {}</source>
      <translation>{} / {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>With the weights: the profile has no flash to run them from</source>
      <translation>가중치 포함: 프로필에 가중치를 둘 플래시가 없습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>{}. Layers of this recipe need {}.</source>
      <translation>{}. 이 레시피의 레이어에 필요한 형식: {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>Speed-up</source>
      <translation>속도 향상</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>RAM</source>
      <translation>RAM</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>Flash</source>
      <translation>플래시</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>Saving</source>
      <translation>절감</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>Bound by</source>
      <translation>병목</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>A click makes it the current device</source>
      <translation>클릭하면 현재 장치가 됩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>Of the current recipe, for one sample</source>
      <translation>현재 레시피, 샘플 하나 기준</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>Latency of the float model, for one sample</source>
      <translation>부동소수점 모델의 지연 시간, 샘플 하나 기준</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>How many times faster than the float model</source>
      <translation>부동소수점 모델보다 몇 배 빠른지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>Peak of the current recipe against the device's RAM</source>
      <translation>장치의 RAM 대비 현재 레시피의 최대 사용량</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>Exported model against the device's flash</source>
      <translation>장치의 플래시 대비 내보낸 모델의 크기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>How many times less energy than the float model</source>
      <translation>부동소수점 모델보다 에너지를 몇 배 적게 쓰는지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>✓ {}</source>
      <translation>✓ {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>{} needed; the profile gives no limit</source>
      <translation>필요량 {}. 프로필에 한도가 없습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>{}, the current device</source>
      <translation>{}, 현재 장치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>◇ Latency ({})</source>
      <translation>◇ 지연 시간({})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>◇ Float ({})</source>
      <translation>◇ 부동소수점({})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_model.py" />
      <source>◇ Energy ({})</source>
      <translation>◇ 에너지({})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_page.py" />
      <source>All devices</source>
      <translation>모든 장치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_page.py" />
      <source>Enter makes the chosen device the current one; Ctrl+C copies.</source>
      <translation>Enter: 선택한 장치를 현재 장치로, Ctrl+C: 복사.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_page.py" />
      <source>Copy the table</source>
      <translation>표 복사</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_page.py" />
      <source>◇ modelled from the profiles, for one sample. A click makes a device the current one.</source>
      <translation>◇ 프로필로 모델링됨, 샘플 하나 기준. 장치를 클릭하면 현재 장치가 됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_page.py" />
      <source>Copy as TSV</source>
      <translation>TSV로 복사</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_page.py" />
      <source>For a spreadsheet (Ctrl+C)</source>
      <translation>스프레드시트용(Ctrl+C)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_page.py" />
      <source>Copy as CSV</source>
      <translation>CSV로 복사</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/all_page.py" />
      <source>Separated by commas, in s, J and B</source>
      <translation>쉼표로 구분, 단위는 s, J, B</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/calibrating.py" />
      <source>Calibrate this machine</source>
      <translation>이 컴퓨터 보정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/constants_editing.py" />
      <source>set by hand</source>
      <translation>직접 설정함</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/constants_editing.py" />
      <source>The profile {} is gone: bring it back in the profile dialog.</source>
      <translation>{} 프로필이 없어졌습니다. 프로필 대화 상자에서 복원하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/constants_table.py" />
      <source>C·V²·f at the nominal clock</source>
      <translation>공칭 클록에서의 C·V²·f</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/constants_table.py" />
      <source>Constants of energy and clocks</source>
      <translation>에너지 및 클록 상수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/constants_table.py" />
      <source>Enter edits the chosen constant, Escape leaves it as it is.</source>
      <translation>Enter를 누르면 선택한 상수를 편집하고, Escape를 누르면 그대로 둡니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/constants_table.py" />
      <source>Effective capacitance × voltage² × clock, with {} V at the nominal clock</source>
      <translation>유효 커패시턴스 × 전압² × 클록, 공칭 클록에서 {} V</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/constants_table.py" />
      <source>{} from {} to {}</source>
      <translation>{}개, {} ~ {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/constants_table.py" />
      <source>Enter, F2 or a double click edits it.</source>
      <translation>Enter, F2 또는 더블 클릭으로 편집합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/constants_table.py" />
      <source>Constant</source>
      <translation>상수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/constants_table.py" />
      <source>Value</source>
      <translation>값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/constants_table.py" />
      <source>Trust</source>
      <translation>신뢰도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/empty.py" />
      <source>Fill this page</source>
      <translation>이 페이지 채우기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_page.py" />
      <source>Why the constant was not changed</source>
      <translation>상수가 변경되지 않은 이유</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_page.py" />
      <source>Edit profile…</source>
      <translation>프로필 편집…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_page.py" />
      <source>Edit profile</source>
      <translation>프로필 편집</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_page.py" />
      <source>Opens the device's profile, with every field and source; the values above are edited in place</source>
      <translation>모든 필드와 출처가 있는 장치 프로필을 엽니다. 위의 값은 그 자리에서 편집합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_page.py" />
      <source>{} is measured, not modelled. A device with clocks in its profile has this plot.</source>
      <translation>{}: 모델링이 아니라 측정하는 장치입니다. 이 그래프는 프로필에 클록이 있는 장치에서 표시됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_page.py" />
      <source>The plot: P(f) = C·V(f)²·f + static, times the latency at that clock. The figure bar: energy of every multiply-accumulate and byte (Horowitz), and static power times latency. Two models with constants of their own: where they differ, one of the constants is wrong.</source>
      <translation>그래프: P(f) = C·V(f)²·f + 정적 전력, 여기에 해당 클록에서의 지연 시간을 곱합니다. 수치 표시줄: 모든 곱셈-누산과 바이트의 에너지(Horowitz)에 정적 전력과 지연 시간의 곱을 더합니다. 서로 다른 상수를 쓰는 두 모델이므로, 둘이 다르면 상수 중 하나가 잘못된 것입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_page.py" />
      <source>at the nominal clock {}; from operations and bytes {}</source>
      <translation>공칭 클록에서 {}, 연산과 바이트로 계산하면 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_page.py" />
      <source>Compare all devices</source>
      <translation>모든 장치 비교</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_page.py" />
      <source>Shows every device, to choose one</source>
      <translation>하나를 고를 수 있도록 모든 장치를 표시합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_page.py" />
      <source>Opens the device's profile at its clocks</source>
      <translation>장치 프로필을 클록 위치에서 엽니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_page.py" />
      <source>least at an end: no minimum between the levels</source>
      <translation>끝에서 최소: 단계 사이에 최솟값 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_page.py" />
      <source>The profile of {} says nothing about clocks and voltages.</source>
      <translation>{} 프로필에 클록과 전압 정보가 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_page.py" />
      <source>{} cannot run this recipe: it has no unit for some of its widths.</source>
      <translation>{}에서는 이 레시피를 실행할 수 없습니다. 일부 비트 폭을 처리할 유닛이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_page.py" />
      <source>{} ◇ voltage linear between the ends</source>
      <translation>{} ◇ 양 끝 사이의 전압은 선형</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_plot.py" />
      <source>Energy and latency against the clock</source>
      <translation>클록에 따른 에너지와 지연 시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_plot.py" />
      <source>nominal</source>
      <translation>공칭</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_plot.py" />
      <source>least: {}, {}, {} below nominal</source>
      <translation>최소: {}, {}, 공칭보다 {} 낮음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_plot.py" />
      <source>Clock ({})</source>
      <translation>클록 ({})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_plot.py" />
      <source>Energy ({})</source>
      <translation>에너지 ({})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_plot.py" />
      <source>dynamic</source>
      <translation>동적</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_plot.py" />
      <source>static</source>
      <translation>정적</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_plot.py" />
      <source>levels</source>
      <translation>단계</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_plot.py" />
      <source>latency →</source>
      <translation>지연 시간 →</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/energy_plot.py" />
      <source>least: {}, {}</source>
      <translation>최소: {}, {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/fields.py" />
      <source>Whether the figure was measured on the device, comes from its maker, or neither</source>
      <translation>수치가 장치에서 측정된 것인지, 제조사가 제공한 것인지, 둘 다 아닌지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/fields.py" />
      <source>Fields of the device profile</source>
      <translation>장치 프로필의 필드</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/fields.py" />
      <source>Name of a runtime</source>
      <translation>런타임 이름</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/fields.py" />
      <source>Name of the runtime to add</source>
      <translation>추가할 런타임 이름</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/fields.py" />
      <source>Letters, digits and hyphens, such as onnxruntime-cpu</source>
      <translation>영문자, 숫자, 하이픈. 예: onnxruntime-cpu</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/fields.py" />
      <source>Add runtime</source>
      <translation>런타임 추가</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/fields.py" />
      <source>Adds a line for what this runtime has kernels for</source>
      <translation>이 런타임이 커널을 제공하는 항목의 줄을 추가합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/fields.py" />
      <source>Where the figure comes from: a data sheet, a measurement, a guess</source>
      <translation>수치의 출처: 데이터시트, 측정, 추측</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/fields.py" />
      <source>Trust of {}</source>
      <translation>{} 신뢰도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/fields.py" />
      <source>Source of {}</source>
      <translation>{} 출처</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/fields.py" />
      <source>{} ({})</source>
      <translation>{} ({})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/fields.py" />
      <source>Source: {}</source>
      <translation>출처: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/fields.py" />
      <source>none is given</source>
      <translation>지정되지 않음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/kind_bars.py" />
      <source>Time by kind of layer ◇</source>
      <translation>레이어 종류별 시간 ◇</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/kind_bars.py" />
      <source>Modelled time by kind of layer</source>
      <translation>레이어 종류별 모델링된 시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/kind_bars.py" />
      <source>{}: {} layers, {} modelled, {} of the whole</source>
      <translation>{}: 레이어 {}개, 모델링된 시간 {}, 전체의 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/kind_bars.py" />
      <source>{}: {} operators, {} modelled, {} of the whole</source>
      <translation>{}: 연산자 {}개, 모델링된 시간 {}, 전체의 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/kind_bars.py" />
      <source>{} other kinds</source>
      <translation>기타 종류 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/machine_probe.py" />
      <source>Measure this machine</source>
      <translation>이 컴퓨터 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/memory_page.py" />
      <source>◇ modelled: liveness schedule</source>
      <translation>◇ 모델링됨: 생존 구간 스케줄</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/memory_page.py" />
      <source>RAM at its peak</source>
      <translation>최대 RAM 사용량</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/memory_page.py" />
      <source>no limit: choose a device to see whether it fits</source>
      <translation>제한 없음: 장치를 선택하면 들어가는지 알 수 있습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/memory_page.py" />
      <source>weights as exported, {}</source>
      <translation>내보낸 가중치, {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/memory_page.py" />
      <source>no RAM in the profile</source>
      <translation>프로필에 RAM이 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/memory_page.py" />
      <source>activations fit on the chip (▼ {})</source>
      <translation>활성값이 칩 내부에 들어감(▼ {})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/memory_page.py" />
      <source>activations do not fit on the chip (▼ {})</source>
      <translation>활성값이 칩 내부에 들어가지 않음(▼ {})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/memory_page.py" />
      <source>on the chip</source>
      <translation>칩 내부</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/memory_page.py" />
      <source>no flash in the profile: they are loaded into RAM</source>
      <translation>프로필에 플래시가 없음: 가중치를 RAM에 올립니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/memory_page.py" />
      <source>◇ activations {} + weights {}</source>
      <translation>◇ 활성값 {} + 가중치 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/menu.py" />
      <source>&amp;Device</source>
      <translation>장치(&amp;D)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/menu.py" />
      <source>Device profiles…</source>
      <translation>장치 프로필…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/menu.py" />
      <source>See, edit and add device profiles</source>
      <translation>장치 프로필 보기, 편집, 추가</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/menu.py" />
      <source>Measure every layer of the model once: any recipe's latency is then a sum of what was measured</source>
      <translation>모델의 모든 레이어를 한 번씩 측정합니다. 그러면 어떤 레시피든 지연 시간은 측정값의 합이 됩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/menu.py" />
      <source>Calibrated: latency on “{}” is predicted from measured layers.</source>
      <translation>보정됨: “{}”의 지연 시간은 측정된 레이어로부터 예측됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/panel.py" />
      <source>Pages about the device</source>
      <translation>장치 관련 페이지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/panel.py" />
      <source>Roofline</source>
      <translation>루프라인</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/panel.py" />
      <source>Energy and clock</source>
      <translation>에너지와 클록</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/panel.py" />
      <source>Does it fit? Flash and RAM against the device's limits</source>
      <translation>장치에 들어가는가? 플래시와 RAM을 장치의 한도와 비교합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/panel.py" />
      <source>What each layer is bound by, and where the time goes</source>
      <translation>각 레이어의 병목과 시간이 쓰이는 곳</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/panel.py" />
      <source>Energy and latency at other clocks, and the constants behind them</source>
      <translation>다른 클록에서의 에너지와 지연 시간, 그리고 그 바탕이 되는 상수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/panel.py" />
      <source>The same recipe on every device</source>
      <translation>모든 장치에서 같은 레시피</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>New device</source>
      <translation>새 장치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Device profiles</source>
      <translation>장치 프로필</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>What is wrong with the profile</source>
      <translation>프로필의 문제점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Undo</source>
      <translation>실행 취소</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Brings the deleted profile back</source>
      <translation>삭제한 프로필을 되살립니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Revert</source>
      <translation>되돌리기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Back to the profile as saved</source>
      <translation>저장된 프로필로 되돌립니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Save profile</source>
      <translation>프로필 저장</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Keeps the profile; every figure of this device follows at once</source>
      <translation>프로필을 저장합니다. 이 장치의 모든 수치에 바로 반영됩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Close the dialog</source>
      <translation>대화 상자 닫기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>New</source>
      <translation>새로 만들기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>A profile with nothing in it</source>
      <translation>빈 프로필</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Duplicate</source>
      <translation>복제</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>A copy under another name, to edit</source>
      <translation>편집할 수 있도록 다른 이름으로 복사</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Delete</source>
      <translation>삭제</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Import…</source>
      <translation>가져오기…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Bring in a profile (.toml)</source>
      <translation>프로필 가져오기 (.toml)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Export…</source>
      <translation>내보내기…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Write the shown profile to a file (.toml)</source>
      <translation>표시된 프로필을 파일로 저장 (.toml)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Name of the device</source>
      <translation>장치 이름</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>As the device is called everywhere</source>
      <translation>모든 곳에서 쓰이는 장치 이름</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Note about the device</source>
      <translation>장치에 대한 메모</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Import a profile</source>
      <translation>프로필 가져오기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Profiles (*.toml)</source>
      <translation>프로필 (*.toml)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Export the profile</source>
      <translation>프로필 내보내기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Stop measuring this machine</source>
      <translation>이 컴퓨터의 측정 중지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Measured. Nothing is kept before it is saved.</source>
      <translation>측정했습니다. 저장하기 전에는 아무것도 보존되지 않습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Takes your changes back: the shipped profile shows again</source>
      <translation>변경 사항을 되돌립니다: 기본 제공 프로필이 다시 표시됩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>your own</source>
      <translation>사용자 프로필</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Mend the marked field first.</source>
      <translation>먼저 표시된 필드를 고치세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Nothing is kept of what was measured so far</source>
      <translation>지금까지 측정한 내용은 남지 않습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Peak rates, bandwidth and overhead of an operator here, in a few seconds, as a draft</source>
      <translation>이 컴퓨터의 최대 처리 속도, 대역폭, 연산자 오버헤드를 몇 초 만에 초안으로 작성</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Measuring: other work on this machine makes it look slower than it is.</source>
      <translation>측정 중: 이 컴퓨터에서 다른 작업을 하면 실제보다 느리게 나옵니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Takes this profile away; it can be undone</source>
      <translation>이 프로필을 삭제합니다. 실행 취소할 수 있습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Only your own profiles can be deleted</source>
      <translation>사용자 프로필만 삭제할 수 있습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Anything to know about the device</source>
      <translation>장치에 대해 알아 둘 사항</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>shipped</source>
      <translation>기본 제공</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>new</source>
      <translation>새 프로필</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Note</source>
      <translation>메모</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Saved. Every figure of {} follows it.</source>
      <translation>저장했습니다. {}의 모든 수치에 반영됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>typical share of the peak</source>
      <translation>피크 대비 일반적인 비율</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Written to {}.</source>
      <translation>{}에 저장했습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>These profiles are not saved: {}. Close and lose the changes?</source>
      <translation>저장되지 않은 프로필: {}. 변경 사항을 버리고 닫을까요?</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>{} · not saved</source>
      <translation>{} · 저장되지 않음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>{}, {}. Hover over a figure for its meaning and source.</source>
      <translation>{}, {}. 수치 위에 마우스를 올리면 의미와 출처가 표시됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>Your changes to {} are deleted: it is as shipped.</source>
      <translation>{}에 대한 변경 사항을 삭제했습니다: 기본 제공 상태로 돌아갑니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>{} is deleted.</source>
      <translation>삭제됨: {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>{} · your own</source>
      <translation>{} · 사용자 프로필</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/profile_dialog.py" />
      <source>{} (copy)</source>
      <translation>{} (복사본)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/ram_plot.py" />
      <source>RAM over the schedule</source>
      <translation>스케줄에 따른 RAM</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/ram_plot.py" />
      <source>Left and Right go from node to node and select its layer.</source>
      <translation>왼쪽/오른쪽 화살표로 노드를 이동하며 해당 레이어를 선택합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/ram_plot.py" />
      <source>Node, in the order in which they run</source>
      <translation>노드(실행 순서)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/ram_plot.py" />
      <source>RAM ({})</source>
      <translation>RAM ({})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/ram_plot.py" />
      <source>peak {} at {}</source>
      <translation>피크 {}, 위치: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_page.py" />
      <source>{} ◇ Speed counts each layer's overhead. Operators without weights count by the bytes they move.</source>
      <translation>{} ◇ 속도에는 레이어별 오버헤드가 포함됩니다. 가중치 없는 연산자는 옮기는 바이트로 계산됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_page.py" />
      <source>Calibrating measures some recipes only to compare them with what the table of layers predicts</source>
      <translation>보정할 때는 레이어 표의 예측과 비교하기 위해서만 레시피 몇 개를 측정합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_page.py" />
      <source>{} is measured, not modelled. A device with a profile has a roofline.</source>
      <translation>{}의 값은 모델링이 아니라 측정한 것입니다. 루프라인은 프로필이 있는 장치에만 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_page.py" />
      <source>This model has no layers with weights, and only they have a place under the roof.</source>
      <translation>이 모델에는 가중치가 있는 레이어가 없으며, 그런 레이어만 루프라인에 표시할 수 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_page.py" />
      <source>Weights and activations of all layers; Undo takes it back</source>
      <translation>모든 레이어의 가중치와 활성값. 실행 취소로 되돌릴 수 있습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_page.py" />
      <source>Without weights</source>
      <translation>가중치 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_page.py" />
      <source>The figure bar has a sum of measured layers instead.</source>
      <translation>수치 표시줄에는 대신 측정된 레이어의 합이 표시됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_page.py" />
      <source>{} cannot run this recipe: {} layers need a unit for {}; it has {} only.</source>
      <translation>{}에서는 이 레시피를 실행할 수 없습니다: 레이어 {}개에 필요한 유닛은 {}; 있는 유닛은 {}뿐입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_page.py" />
      <source>Give every layer {} bits</source>
      <translation>모든 레이어를 {}비트로 설정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_page.py" />
      <source>{} bits for {}</source>
      <translation>{}비트 ({})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_page.py" />
      <source>{} layers without arithmetic are not drawn.</source>
      <translation>연산이 없는 레이어 {}개는 그리지 않습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_plot.py" />
      <source>Left and Right go from layer to layer and select it.</source>
      <translation>왼쪽/오른쪽 화살표로 레이어를 이동하며 선택합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_plot.py" />
      <source>Arithmetic intensity (MAC/B)</source>
      <translation>연산 강도 (MAC/B)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_plot.py" />
      <source>Bytes moved</source>
      <translation>옮긴 바이트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_plot.py" />
      <source>Intensity</source>
      <translation>연산 강도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_plot.py" />
      <source>Time</source>
      <translation>시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_plot.py" />
      <source>Share</source>
      <translation>비율</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_plot.py" />
      <source>Runs on</source>
      <translation>실행 방식</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_plot.py" />
      <source>Speed ({})</source>
      <translation>속도 ({})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_plot.py" />
      <source>{} · {} {}</source>
      <translation>{} · {} {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_plot.py" />
      <source>{}/s</source>
      <translation>{}/s</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_plot.py" />
      <source>{} more at the same place</source>
      <translation>같은 위치에 {}개 더 있음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_plot.py" />
      <source>{} MAC/B</source>
      <translation>{} MAC/B</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/roofline_plot.py" />
      <source>{} ◇ modelled</source>
      <translation>{} ◇ 모델링됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/room_bar.py" />
      <source>fits</source>
      <translation>들어감</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/room_bar.py" />
      <source>{} of {} {} · {}</source>
      <translation>{} / {} {} · {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/room_bar.py" />
      <source>does not fit: {} too much</source>
      <translation>들어가지 않음: {} 초과</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/devices/room_bar.py" />
      <source>On the chip: {}</source>
      <translation>칩 내부: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/about_dialog.py" />
      <source>About EdgeViz</source>
      <translation>EdgeViz 정보</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/about_dialog.py" />
      <source>Versions</source>
      <translation>버전</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/about_dialog.py" />
      <source>Copy versions</source>
      <translation>버전 복사</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/about_dialog.py" />
      <source>A workbench for putting neural networks on edge devices</source>
      <translation>신경망을 에지 장치에 올리기 위한 작업대</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/about_dialog.py" />
      <source>Apache License 2.0. Your models and data stay on this computer.</source>
      <translation>Apache License 2.0. 모델과 데이터는 이 컴퓨터를 벗어나지 않습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/about_dialog.py" />
      <source>{} is not installed</source>
      <translation>{}: 설치되어 있지 않습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>Ample. More samples take longer, but no more memory: values are counted as they stream by.</source>
      <translation>넉넉함: 샘플이 많을수록 오래 걸리지만 메모리는 더 쓰지 않습니다. 값은 흘러가는 동안 집계됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>Calibration</source>
      <translation>보정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>Number of calibration samples</source>
      <translation>보정 샘플 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>Samples of the calibration split that set the ranges of activations</source>
      <translation>활성값의 범위를 정하는 데 쓰이는 보정 분할의 샘플</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>What is wrong with the number of samples</source>
      <translation>샘플 수의 문제점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>Choose data…</source>
      <translation>데이터 선택…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>Use this calibration</source>
      <translation>이 보정 사용</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>Cancel</source>
      <translation>취소</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>The selected layer</source>
      <translation>선택한 레이어</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>Layer of the preview</source>
      <translation>미리 볼 레이어</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>The layer whose input activation is shown as it would be quantized</source>
      <translation>양자화된 모습으로 입력 활성값을 보여 줄 레이어</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>Activation</source>
      <translation>활성값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>Few: rare large values are hardly seen. 300 to 1,000 are advised, min-max needs least.</source>
      <translation>적음: 드물게 나타나는 큰 값을 거의 보지 못합니다. 300~1,000개를 권장하며, min-max에 필요한 수가 가장 적습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>Enough for min-max and 8 bits; percentile and entropy gain from 300 to 1,000.</source>
      <translation>min-max와 8비트에는 충분합니다. 백분위수와 엔트로피는 300~1,000개일 때 더 좋아집니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>Calibrating…</source>
      <translation>보정하는 중…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>Input activation</source>
      <translation>입력 활성값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>This activation is not quantized to integers: it needs no range.</source>
      <translation>이 활성값은 정수로 양자화되지 않으므로 범위가 필요 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>Samples</source>
      <translation>샘플</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>Ranges</source>
      <translation>범위</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>Layers tied to these follow, if tied layers are edited together</source>
      <translation>묶인 레이어를 함께 편집하는 경우, 이 레이어들과 묶인 레이어도 따라 바뀝니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>Select layers in the table first</source>
      <translation>먼저 표에서 레이어를 선택하세요</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>Preview</source>
      <translation>미리 보기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>No data is chosen: activations have no ranges until there is.</source>
      <translation>데이터가 선택되지 않았습니다. 데이터를 선택하기 전에는 활성값의 범위가 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>Choose data to see activations.</source>
      <translation>활성값을 보려면 데이터를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>The preview is being calculated…</source>
      <translation>미리 보기를 계산하는 중…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>All {} layers</source>
      <translation>모든 레이어({}개)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>{} selected</source>
      <translation>{}개 선택됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>There are {} samples. Ask for at most as many, or choose data with a larger split.</source>
      <translation>샘플이 {}개 있습니다. 이보다 많지 않게 요청하거나, 분할이 더 큰 데이터를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>Correct the number of samples.</source>
      <translation>샘플 수를 바로잡으세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>of {} in the calibration split</source>
      <translation>/ 보정 분할 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>{} bits</source>
      <translation>{}비트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>range {} to {}</source>
      <translation>범위 {} ~ {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>step {}</source>
      <translation>스텝 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>values {} to {}</source>
      <translation>값 {} ~ {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_dialog.py" />
      <source>The data could give {}: choose a larger calibration split there.</source>
      <translation>이 데이터로는 {}개까지 가능합니다. 데이터에서 보정 분할을 더 크게 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_fields.py" />
      <source>No activation of these layers is quantized: choose bits first.</source>
      <translation>이 레이어들에는 양자화된 활성값이 없습니다: 먼저 비트를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_fields.py" />
      <source>Range by</source>
      <translation>범위 기준</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_fields.py" />
      <source>Percentile</source>
      <translation>백분위수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_fields.py" />
      <source>Momentum</source>
      <translation>모멘텀</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_fields.py" />
      <source>No weight of these layers is uniformly quantized: choose bits first.</source>
      <translation>이 레이어들에는 균일 양자화된 가중치가 없습니다: 먼저 비트를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_fields.py" />
      <source>Everything seen fits: exact for 8 bits, coarse where a few values are large.</source>
      <translation>관측된 모든 값이 들어갑니다: 8비트에서는 정확하지만 몇몇 값이 크면 거칠어집니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_fields.py" />
      <source>Cuts off the largest values: a little below 100 % is usual, less for few bits.</source>
      <translation>가장 큰 값들을 잘라냅니다: 보통 100 %보다 조금 작게, 비트가 적으면 더 작게 설정합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_fields.py" />
      <source>Least Kullback–Leibler divergence of the clipped and quantized histogram (TensorRT).</source>
      <translation>클리핑하고 양자화한 히스토그램의 Kullback–Leibler 발산을 최소화합니다(TensorRT).</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_fields.py" />
      <source>Least squared error of the quantized values: usually best below 8 bits.</source>
      <translation>양자화된 값의 제곱 오차를 최소화합니다: 보통 8비트 미만에서 가장 좋습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_fields.py" />
      <source>0 to 1 whatever the data, as DoReFa trains them: other networks lose what lies beyond.</source>
      <translation>DoReFa의 학습 방식대로 데이터와 관계없이 0~1입니다: 다른 네트워크는 이 범위를 벗어난 값을 잃습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_fields.py" />
      <source>The layers differ; each keeps its own until one is chosen.</source>
      <translation>레이어마다 다릅니다. 하나를 선택하기 전까지는 각자의 값을 유지합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_fields.py" />
      <source>{}: how the range is chosen</source>
      <translation>{}: 범위를 정하는 방법</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_fields.py" />
      <source>{}: percent of absolute values kept</source>
      <translation>{}: 유지할 절댓값의 비율</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_fields.py" />
      <source>mixed: leave as they are</source>
      <translation>여러 값: 그대로 둠</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_fields.py" />
      <source>One range for every 32 samples, averaged: the first 32 count {} here. Single large values matter less.</source>
      <translation>샘플 32개마다 범위를 구해 평균합니다: 여기서 처음 32개의 비중은 {}입니다. 큰 값 하나하나의 영향이 줄어듭니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_probe.py" />
      <source>Count the samples</source>
      <translation>샘플 수 세기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/calibration_probe.py" />
      <source>Calibrate {}</source>
      <translation>{} 보정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/crash_dialog.py" />
      <source>EdgeViz has a problem</source>
      <translation>EdgeViz에 문제가 발생했습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/crash_dialog.py" />
      <source>Something in EdgeViz went wrong. Your work is on disk.</source>
      <translation>EdgeViz에서 오류가 발생했습니다. 작업 내용은 디스크에 저장되어 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/crash_dialog.py" />
      <source>You can go on. Please report it: the report has the versions, the error and the end of the log, with your home folder written as ~, and nothing from your models or data.</source>
      <translation>계속 작업할 수 있습니다. 이 문제를 보고해 주세요. 보고서에는 버전, 오류, 로그의 마지막 부분이 들어가며 홈 폴더는 ~로 표기됩니다. 모델이나 데이터의 내용은 들어가지 않습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/crash_dialog.py" />
      <source>Copy the report</source>
      <translation>보고서 복사</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/crash_dialog.py" />
      <source>Copy all of it, to paste it into a report</source>
      <translation>보고서에 붙여 넣을 수 있도록 전체를 복사합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/crash_dialog.py" />
      <source>Show the report</source>
      <translation>보고서 표시</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/crash_dialog.py" />
      <source>Copied</source>
      <translation>복사됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>Choose data</source>
      <translation>데이터 선택</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>Handwritten digits (built in)</source>
      <translation>손글씨 숫자(내장)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>1,797 grey images of 8×8 pixels in 10 classes</source>
      <translation>8×8 픽셀 회색조 이미지 1,797개, 클래스 10개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>A file or folder</source>
      <translation>파일 또는 폴더</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>.npz, IDX (MNIST), CIFAR-10 binary, a folder or .zip of images by class, or a .csv of labels</source>
      <translation>.npz, IDX (MNIST), CIFAR-10 바이너리, 클래스별 이미지 폴더 또는 .zip, 레이블 .csv</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>File or folder</source>
      <translation>파일 또는 폴더</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>Drop a file or folder here, or browse</source>
      <translation>파일이나 폴더를 여기에 놓거나 찾아보세요</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>File…</source>
      <translation>파일…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>Folder…</source>
      <translation>폴더…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>Use this data</source>
      <translation>이 데이터 사용</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>Result of the check</source>
      <translation>확인 결과</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>Details</source>
      <translation>자세히</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>Samples of each class</source>
      <translation>클래스별 샘플 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>The first validation samples</source>
      <translation>처음 몇 개의 검증 샘플</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>Looking at the data…</source>
      <translation>데이터를 살펴보는 중…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>Checking…</source>
      <translation>확인하는 중…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>✓ The data fits the model.</source>
      <translation>✓ 데이터가 모델에 맞습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>one number</source>
      <translation>숫자 하나</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>Shape and values after preprocessing, as the model gets them</source>
      <translation>모델이 입력받는 전처리 후의 형상과 값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>What was found</source>
      <translation>확인된 내용</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>Correct the field that is marked.</source>
      <translation>표시된 필드를 바로잡으세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>{} samples</source>
      <translation>샘플 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>{} classes</source>
      <translation>클래스 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_dialog.py" />
      <source>shape {}</source>
      <translation>형상 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>to</source>
      <translation>~</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Height in pixels</source>
      <translation>높이(픽셀)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Width in pixels</source>
      <translation>너비(픽셀)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>None</source>
      <translation>없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>0 to 1</source>
      <translation>0 ~ 1</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>−1 to 1</source>
      <translation>−1 ~ 1</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Own values</source>
      <translation>직접 지정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Samples for ranges</source>
      <translation>범위용 샘플 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Samples for accuracy</source>
      <translation>정확도용 샘플 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Seed of the split</source>
      <translation>분할 시드</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Number added to every label</source>
      <translation>모든 레이블에 더하는 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Resize</source>
      <translation>크기 조정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Height × width in pixels that images are given</source>
      <translation>이미지에 적용할 높이 × 너비(픽셀)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Resize images</source>
      <translation>이미지 크기 조정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Layout</source>
      <translation>레이아웃</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>The order of axes the model takes</source>
      <translation>모델이 받는 축의 순서</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Preprocessing</source>
      <translation>전처리</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Fills in scale, mean and deviation</source>
      <translation>스케일, 평균, 편차를 채웁니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Scale</source>
      <translation>스케일</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Values are multiplied by it first; 1/255 is fine</source>
      <translation>값에 가장 먼저 곱합니다. 1/255처럼 써도 됩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Mean</source>
      <translation>평균</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Subtracted: one number, or one for each channel</source>
      <translation>빼는 값: 숫자 하나 또는 채널별로 하나씩</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Deviation</source>
      <translation>편차</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Divided by: one number, or one for each channel</source>
      <translation>나누는 값: 숫자 하나 또는 채널별로 하나씩</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>none</source>
      <translation>없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Samples that set the ranges of activations</source>
      <translation>활성값의 범위를 정하는 샘플</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Validation</source>
      <translation>검증</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Samples that measure accuracy</source>
      <translation>정확도를 측정하는 샘플</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Seed</source>
      <translation>시드</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Draws the samples of both splits</source>
      <translation>두 분할의 샘플을 뽑는 데 쓰입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Label offset</source>
      <translation>레이블 오프셋</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Added to every label: 1 for models with a background class before the others</source>
      <translation>모든 레이블에 더합니다. 다른 클래스 앞에 배경 클래스가 있는 모델은 1입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>NCHW, channels first</source>
      <translation>NCHW, 채널이 앞</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>NHWC, channels last</source>
      <translation>NHWC, 채널이 뒤</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>none, as stored</source>
      <translation>없음, 저장된 그대로</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>A scale of 0 would make all samples equal.</source>
      <translation>스케일이 0이면 모든 샘플이 같아집니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>It cannot be divided by 0.</source>
      <translation>0으로 나눌 수 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Give as many numbers as for the mean.</source>
      <translation>평균과 같은 개수의 숫자를 입력하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Write a number, such as 1 or 1/255.</source>
      <translation>1 또는 1/255처럼 숫자를 입력하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_fields.py" />
      <source>Write numbers, such as 0.5 or 0.49, 0.48, 0.45.</source>
      <translation>0.5 또는 0.49, 0.48, 0.45처럼 숫자를 입력하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_probe.py" />
      <source>Look at the data</source>
      <translation>데이터 살펴보기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_probe.py" />
      <source>Check the data</source>
      <translation>데이터 확인</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_probe.py" />
      <source>Preview the data</source>
      <translation>데이터 미리 보기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/data_views.py" />
      <source>{}: {} samples</source>
      <translation>{}: 샘플 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/error_dialog.py" />
      <source>That did not work</source>
      <translation>작업을 완료하지 못했습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/error_dialog.py" />
      <source>What happened</source>
      <translation>발생한 문제</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/error_dialog.py" />
      <source>What to do</source>
      <translation>해결 방법</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/error_dialog.py" />
      <source>Copy</source>
      <translation>복사</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/error_dialog.py" />
      <source>Copy the whole message, details included</source>
      <translation>자세한 내용을 포함해 메시지 전체를 복사합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_dialog.py" />
      <source>Export model</source>
      <translation>모델 내보내기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_dialog.py" />
      <source>Export</source>
      <translation>내보내기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_dialog.py" />
      <source>File to write</source>
      <translation>저장할 파일</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_dialog.py" />
      <source>Browse…</source>
      <translation>찾아보기…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_dialog.py" />
      <source>Replace the file that exists there</source>
      <translation>그 위치에 있는 파일 덮어쓰기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_dialog.py" />
      <source>File</source>
      <translation>파일</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_dialog.py" />
      <source>Recipe</source>
      <translation>레시피</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_dialog.py" />
      <source>Size</source>
      <translation>크기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_dialog.py" />
      <source>No data is chosen: the file cannot be compared with the simulation.</source>
      <translation>데이터가 선택되지 않아 파일을 시뮬레이션과 비교할 수 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_dialog.py" />
      <source>Starting…</source>
      <translation>시작하는 중…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_dialog.py" />
      <source>Progress of the export</source>
      <translation>내보내기 진행 상황</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_dialog.py" />
      <source>Integer activations need ranges, and ranges need data. Choose data first.</source>
      <translation>정수 활성값에는 범위가 필요하고, 범위를 구하려면 데이터가 필요합니다. 먼저 데이터를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_dialog.py" />
      <source>Choose a file to write.</source>
      <translation>기록할 파일을 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_dialog.py" />
      <source>This is the model itself. Choose another name, so that it is not lost.</source>
      <translation>이것은 모델 파일 자체입니다. 모델을 잃지 않도록 다른 이름을 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_dialog.py" />
      <source>Cancelling…</source>
      <translation>취소하는 중…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_dialog.py" />
      <source>Afterwards the file is run in onnxruntime and compared with the simulation. The recipe is written beside it as JSON.</source>
      <translation>그런 다음 파일을 onnxruntime에서 실행하여 시뮬레이션과 비교합니다. 레시피는 그 옆에 JSON으로 기록됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_dialog.py" />
      <source>{} is a folder. Add a file name.</source>
      <translation>폴더입니다: {}. 파일 이름을 추가하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_dialog.py" />
      <source>The folder {} does not exist.</source>
      <translation>폴더가 없습니다: {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_dialog.py" />
      <source>The folder {} may not be written to. Choose another one.</source>
      <translation>{} 폴더에 쓸 권한이 없습니다. 다른 폴더를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_dialog.py" />
      <source>The export was cancelled.</source>
      <translation>내보내기가 취소되었습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_dialog.py" />
      <source>This name cannot be used: {}.</source>
      <translation>이 이름은 사용할 수 없습니다: {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_dialog.py" />
      <source>Exporting {}</source>
      <translation>{} 내보내는 중</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_report.py" />
      <source>no data to measure with</source>
      <translation>측정할 데이터 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_report.py" />
      <source>Open folder</source>
      <translation>폴더 열기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_report.py" />
      <source>Copy summary</source>
      <translation>요약 복사</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_report.py" />
      <source>Accuracy, simulated</source>
      <translation>정확도, 시뮬레이션</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_report.py" />
      <source>Accuracy, exported</source>
      <translation>정확도, 내보낸 모델</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_report.py" />
      <source>Same answers</source>
      <translation>같은 답</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_report.py" />
      <source>Opset</source>
      <translation>Opset</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_report.py" />
      <source>beside the model, hash {}</source>
      <translation>모델 옆에 저장, 해시 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_report.py" />
      <source>✓ Exported to {}</source>
      <translation>✓ {}에 내보냈습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_report.py" />
      <source>between outputs, on {} samples</source>
      <translation>출력 간, 샘플 {}개 기준</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_report.py" />
      <source>Largest difference</source>
      <translation>최대 차이</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/export_report.py" />
      <source>exactly {} bytes</source>
      <translation>정확히 {}바이트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/log_dialog.py" />
      <source>Log</source>
      <translation>로그</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/log_dialog.py" />
      <source>Level</source>
      <translation>수준</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/log_dialog.py" />
      <source>Which entries are shown</source>
      <translation>표시할 항목</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/log_dialog.py" />
      <source>Log entries</source>
      <translation>로그 항목</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/log_dialog.py" />
      <source>Copy the entries that are shown</source>
      <translation>표시된 항목을 복사합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/log_dialog.py" />
      <source>Show the folder of the log in the file manager</source>
      <translation>로그 폴더를 파일 관리자에서 표시합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/log_dialog.py" />
      <source>Close the log</source>
      <translation>로그 닫기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/log_dialog.py" />
      <source>Show</source>
      <translation>표시</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/log_dialog.py" />
      <source>Everything</source>
      <translation>모두</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/log_dialog.py" />
      <source>Warnings and errors</source>
      <translation>경고 및 오류</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/log_dialog.py" />
      <source>Errors</source>
      <translation>오류</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/log_dialog.py" />
      <source>Nothing was logged yet.</source>
      <translation>아직 기록된 로그가 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/log_dialog.py" />
      <source>No entry of this level.</source>
      <translation>이 수준의 항목이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/log_dialog.py" />
      <source>Cannot read {}: {}.</source>
      <translation>{} 파일을 읽을 수 없습니다: {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/log_dialog.py" />
      <source>{} of the last {} entries</source>
      <translation>최근 항목 {} / {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/measure_dialog.py" />
      <source>Measure layers</source>
      <translation>레이어 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/measure_dialog.py" />
      <source>The current recipe is exported and run in onnxruntime on this machine, first as it is, then under the profiler. Every layer gets its time, the kernel that really runs it, and the widths that it stores and computes in. Close other programs for steady figures.</source>
      <translation>현재 레시피를 내보내 이 컴퓨터의 onnxruntime에서 실행합니다. 먼저 그대로, 이어서 프로파일러로 실행합니다. 레이어마다 소요 시간, 실제로 실행하는 커널, 저장 및 계산에 쓰이는 비트 폭을 알 수 있습니다. 안정적인 수치를 얻으려면 다른 프로그램을 닫으세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/measure_dialog.py" />
      <source>All cores but one</source>
      <translation>코어 하나만 제외하고 모두</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/measure_dialog.py" />
      <source>Threads</source>
      <translation>스레드</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/measure_dialog.py" />
      <source>Threads of onnxruntime; all cores but one leaves this window a core</source>
      <translation>onnxruntime의 스레드 수. 코어 하나를 제외하면 이 창이 쓸 코어가 남습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/measure_dialog.py" />
      <source>Batch (samples)</source>
      <translation>배치(샘플)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/measure_dialog.py" />
      <source>Samples in one inference; the latency is that of the whole batch</source>
      <translation>추론 한 번에 넣는 샘플 수. 지연 시간은 배치 전체의 값입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/measure_dialog.py" />
      <source>Time (s)</source>
      <translation>시간 (s)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/measure_dialog.py" />
      <source>Seconds of timed runs for each recipe, after a warm-up; more seconds give narrower intervals</source>
      <translation>워밍업 후 레시피마다 시간을 재며 실행하는 초 수. 길수록 구간이 좁아집니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/measure_dialog.py" />
      <source>The same threads, batch and time are used from now on whenever a latency is measured. F9 measures the float model and the current recipe again.</source>
      <translation>앞으로 지연 시간을 측정할 때마다 같은 스레드 수, 배치, 시간을 사용합니다. F9를 누르면 부동소수점 모델과 현재 레시피를 다시 측정합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/measure_dialog.py" />
      <source>Keep these choices and measure the layers of the current recipe</source>
      <translation>이 선택을 유지하고 현재 레시피의 레이어 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/measure_dialog.py" />
      <source>Keep choices</source>
      <translation>선택 유지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/measure_dialog.py" />
      <source>Use these choices from now on, and measure nothing now</source>
      <translation>앞으로 이 선택을 사용하고 지금은 아무것도 측정하지 않음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/measure_dialog.py" />
      <source>Leave everything as it was</source>
      <translation>모든 것을 그대로 둡니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>Export for deployment</source>
      <translation>배포용 내보내기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>Formats to export</source>
      <translation>내보낼 형식</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>Work out sizes</source>
      <translation>크기 계산</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>AdaRound learns first; that can take minutes</source>
      <translation>AdaRound가 먼저 학습하므로 몇 분 걸릴 수 있습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>Folder</source>
      <translation>폴더</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>Zip file</source>
      <translation>Zip 파일</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>As</source>
      <translation>형식</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>Folder or zip file to write</source>
      <translation>저장할 폴더 또는 zip 파일</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>To</source>
      <translation>저장 위치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>Replace files that exist there</source>
      <translation>이미 있는 파일 덮어쓰기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>Progress</source>
      <translation>진행</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>Choose where to write.</source>
      <translation>저장할 위치를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>Tick at least one format.</source>
      <translation>형식을 하나 이상 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>Sizes of exports</source>
      <translation>내보내기 크기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>✓ Exported to {}: {}, every file read back and compared.</source>
      <translation>✓ {}에 내보냈습니다: {}, 모든 파일을 다시 읽어 비교했습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>Ticked: {} formats, {} files, {}</source>
      <translation>선택됨: 형식 {}개, 파일 {}개, {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>{} is a folder. Choose another name.</source>
      <translation>폴더입니다: {}. 다른 이름을 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>{} is a file. Choose another name.</source>
      <translation>파일입니다: {}. 다른 이름을 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>Working out sizes…</source>
      <translation>크기 계산 중…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>⚠ Exported to {}, {}. Not written: {}.</source>
      <translation>⚠ {}에 내보냈습니다, {}. 저장하지 못함: {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>Ticked: {} formats, sizes of {} known so far: {}</source>
      <translation>선택됨: 형식 {}개, 지금까지 크기를 아는 형식 {}개: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>{} before the zip file compresses them</source>
      <translation>{} (zip 파일로 압축하기 전)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>The export was cancelled. Nothing was written.</source>
      <translation>내보내기를 취소했습니다. 아무것도 저장하지 않았습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/package_dialog.py" />
      <source>Working out sizes: {}</source>
      <translation>크기 계산 중: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Report</source>
      <translation>보고서</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Title</source>
      <translation>제목</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Question</source>
      <translation>질문</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>What is to be decided, and within which limits</source>
      <translation>무엇을 어떤 한도 안에서 결정할지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Author</source>
      <translation>작성자</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Holds</source>
      <translation>내용</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Open</source>
      <translation>열기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Show what was written in the program that opens such files</source>
      <translation>작성된 파일을 연결된 프로그램에서 엽니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Write report</source>
      <translation>보고서 작성</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Tick at least one of web page, PDF and figures.</source>
      <translation>웹 페이지, PDF, 그림 중 하나 이상을 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Tick at least one part that the report holds.</source>
      <translation>보고서에 넣을 부분을 하나 이상 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Model, data and device</source>
      <translation>모델, 데이터, 장치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>What was measured, on what, and the device's profile</source>
      <translation>측정한 항목과 대상, 장치 프로필</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Front</source>
      <translation>파레토 프런트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>The trade-off as a plot that can be clicked, with sliders for budgets</source>
      <translation>클릭할 수 있는 절충 관계 그래프와 예산 슬라이더</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Chosen configurations</source>
      <translation>선택한 구성</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Float, the current recipe and the pinned ones side by side</source>
      <translation>부동소수점 모델, 현재 레시피, 고정한 레시피를 나란히 비교</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>The widths of every layer</source>
      <translation>모든 레이어의 비트 폭</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Policies</source>
      <translation>정책</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Run-time policies played in the scenario of the Simulate workspace</source>
      <translation>시뮬레이션 작업 공간의 시나리오에서 실행한 런타임 정책</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Provenance</source>
      <translation>출처</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Device, samples, date and interval of every figure</source>
      <translation>모든 수치의 장치, 샘플, 날짜, 구간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>How to reproduce</source>
      <translation>재현 방법</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>The command line and the recipe with its hash</source>
      <translation>명령줄과 해시가 포함된 레시피</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Web page</source>
      <translation>웹 페이지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>One file that opens in any browser, without a network</source>
      <translation>네트워크 없이 어떤 브라우저에서나 열리는 파일 하나</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>PDF</source>
      <translation>PDF</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>The same on paper</source>
      <translation>같은 내용의 인쇄용 문서</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Each figure as SVG and PNG, in a folder</source>
      <translation>각 그림을 SVG와 PNG로 폴더에 저장</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Report {}</source>
      <translation>보고서 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Which version of {}?</source>
      <translation>{}: 어느 버전을 쓸까요?</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>Written, {} in all.</source>
      <translation>저장했습니다, 총 {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/report_dialog.py" />
      <source>The report was cancelled; nothing was written.</source>
      <translation>보고서를 취소했습니다. 아무것도 저장하지 않았습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>Language of the whole window, with its numbers and dates; what is open stays open</source>
      <translation>창 전체의 언어와 숫자·날짜 표기; 열려 있는 것은 그대로 유지됩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>Settings</source>
      <translation>설정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>Theme</source>
      <translation>테마</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>Colours of the whole window; shown at once</source>
      <translation>창 전체의 색. 바로 반영됩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>Language</source>
      <translation>언어</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>Reduce motion</source>
      <translation>동작 줄이기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>Markers jump instead of gliding; unticked follows the system</source>
      <translation>마커가 미끄러지듯 움직이지 않고 바로 이동합니다. 선택하지 않으면 시스템 설정을 따릅니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>Measure automatically</source>
      <translation>자동 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>Measuring</source>
      <translation>측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>Measure accuracy, size and latency in the background after every edit; F9 measures at any time</source>
      <translation>편집할 때마다 정확도, 크기, 지연 시간을 백그라운드에서 측정합니다. F9로 언제든 측정할 수 있습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>Calibration samples</source>
      <translation>보정 샘플 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>Samples that set the activation ranges, wherever data is found or chosen anew</source>
      <translation>데이터를 찾거나 새로 선택할 때 활성값 범위를 정하는 데 쓰는 샘플 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>Recent files</source>
      <translation>최근 파일</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>How many files the start page and the menu list; 0 lists none</source>
      <translation>시작 페이지와 메뉴에 표시할 파일 수. 0이면 표시하지 않습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>Show the folder in the file manager</source>
      <translation>파일 관리자에서 폴더 표시</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>Own files</source>
      <translation>자체 파일</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>Untitled work, the list of recent files and the log are kept there.</source>
      <translation>제목 없는 작업, 최근 파일 목록, 로그를 보관하는 곳입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>Save settings</source>
      <translation>설정 저장</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>Keep these settings</source>
      <translation>이 설정을 유지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>As the system</source>
      <translation>시스템 설정 따름</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>Light</source>
      <translation>밝게</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>Dark</source>
      <translation>어둡게</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/dialogs/settings_dialog.py" />
      <source>High contrast</source>
      <translation>고대비</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/figure_bar.py" />
      <source>Figures of the current recipe</source>
      <translation>현재 레시피의 수치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/figure_bar.py" />
      <source>There is no data to measure with: choose some.</source>
      <translation>측정에 쓸 데이터가 없습니다. 데이터를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/figure_bar.py" />
      <source>measuring…</source>
      <translation>측정하는 중…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/figure_bar.py" />
      <source>Being measured; this is the value before.</source>
      <translation>측정하는 중입니다. 이것은 이전 값입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/figure_bar.py" />
      <source>of an earlier recipe</source>
      <translation>이전 레시피의 값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/figure_bar.py" />
      <source>{} cannot run {} of the {} layers: it has units of {} bits only. The first is {}.</source>
      <translation>{}에서는 레이어 {} / {}개를 실행할 수 없습니다. 유닛의 비트 폭이 {}비트뿐입니다. 첫 번째 레이어: {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/figure_bar.py" />
      <source>cannot run there</source>
      <translation>해당 장치에서 실행 불가</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/figure_bar.py" />
      <source>The model cannot be run here: these operators are missing: {}.</source>
      <translation>이 모델은 여기에서 실행할 수 없습니다. 없는 연산자: {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/figure_bar.py" />
      <source>not possible</source>
      <translation>불가능</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/figure_bar.py" />
      <source>failed: {}</source>
      <translation>실패: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/figure_bar.py" />
      <source>This value belongs to an earlier recipe.</source>
      <translation>이 값은 이전 레시피의 것입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/figure_bar.py" />
      <source>{} Open a model to see it.</source>
      <translation>{} 모델을 열면 표시됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/files.py" />
      <source>Open a model or a project</source>
      <translation>모델 또는 프로젝트 열기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/files.py" />
      <source>Save the project</source>
      <translation>프로젝트 저장</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/files.py" />
      <source>Import a recipe</source>
      <translation>레시피 가져오기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/files.py" />
      <source>Recipes (*.json)</source>
      <translation>레시피 (*.json)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/files.py" />
      <source>Export the recipe</source>
      <translation>레시피 내보내기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/files.py" />
      <source>Locate the model</source>
      <translation>모델 찾기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/files.py" />
      <source>The project file is still being made; try again in a moment</source>
      <translation>프로젝트 파일을 아직 만드는 중입니다. 잠시 후 다시 시도하세요</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/files.py" />
      <source>Import recipe</source>
      <translation>레시피 가져오기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/files.py" />
      <source>Everything is saved in {}</source>
      <translation>모든 내용이 저장됨: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/files.py" />
      <source>EdgeViz projects (*{})</source>
      <translation>EdgeViz 프로젝트 (*{})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/files.py" />
      <source>It is too large for a recipe.</source>
      <translation>레시피라고 하기에는 파일이 너무 큽니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/files.py" />
      <source>Choose another file.</source>
      <translation>다른 파일을 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/files.py" />
      <source>The model was found; F9 measures again</source>
      <translation>모델을 찾았습니다. F9를 누르면 다시 측정합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/files.py" />
      <source>Models and projects ({})</source>
      <translation>모델 및 프로젝트 ({})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/files.py" />
      <source>Untitled: {}, {}</source>
      <translation>제목 없음: {}, {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/files.py" />
      <source>Go on with this work: {} recipes measured</source>
      <translation>이 작업 이어서 하기: 레시피 {}개 측정됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/files.py" />
      <source>Choose a recipe in JSON.</source>
      <translation>JSON 형식의 레시피를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/files.py" />
      <source>Choose another folder.</source>
      <translation>다른 폴더를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/against.py" />
      <source>Points of accuracy by which the front is better, and 95 % interval</source>
      <translation>파레토 프런트가 앞서는 정확도(%p)와 95% 구간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/against.py" />
      <source>The front against the greedy search</source>
      <translation>파레토 프런트와 탐욕 탐색 비교</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/against.py" />
      <source>● measured, ○ predicted. Both are compared on the same samples where these are known one by one, with 95 % intervals. Greedy: again and again the step that loses least per cost saved.</source>
      <translation>● 측정됨, ○ 예측됨. 샘플별 결과가 알려진 경우 같은 샘플에서 비교하며 95% 구간을 함께 표시합니다. 탐욕 탐색: 줄인 비용당 손실이 가장 적은 단계를 되풀이합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/against.py" />
      <source>Greedy</source>
      <translation>탐욕 탐색</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/against.py" />
      <source>Difference</source>
      <translation>차이</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/against.py" />
      <source>The greedy search passes no recipe within these limits.</source>
      <translation>탐욕 탐색이 거쳐 간 레시피 중 이 한도에 드는 것이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/against.py" />
      <source>Measured</source>
      <translation>측정됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/against.py" />
      <source>the same recipe</source>
      <translation>같은 레시피</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/against.py" />
      <source>Measure both to compare them.</source>
      <translation>비교하려면 둘 다 측정하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/against.py" />
      <source>There is no front to compare: measure the sensitivity first.</source>
      <translation>비교할 파레토 프런트가 없습니다. 먼저 민감도를 측정하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/against.py" />
      <source>Measure {} recipes</source>
      <translation>레시피 {}개 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/against.py" />
      <source>Measure 1 recipe</source>
      <translation>레시피 1개 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/against.py" />
      <source>Measuring…</source>
      <translation>측정 중…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/against.py" />
      <source>Jobs shows how far that is.</source>
      <translation>진행 상황은 작업 패널에 표시됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/against.py" />
      <source>The model cannot be executed here, so nothing can be measured.</source>
      <translation>모델을 여기서 실행할 수 없어 아무것도 측정할 수 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/against.py" />
      <source>{} at most</source>
      <translation>{} 상한</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/against.py" />
      <source>Nothing is measured yet.</source>
      <translation>아직 측정한 것이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/against.py" />
      <source>Measuring accuracies needs data.</source>
      <translation>정확도를 측정하려면 데이터가 필요합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/against.py" />
      <source>Evaluates the recipes of both in the background; what is measured already is kept.</source>
      <translation>양쪽의 레시피를 백그라운드에서 평가합니다. 이미 측정한 것은 그대로 둡니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/against.py" />
      <source>Measured: the front is better at {}, worse at {}; at {} the data show no difference.</source>
      <translation>측정됨: 파레토 프런트가 나은 곳 {}, 못한 곳 {}, 데이터로 차이를 알 수 없는 곳 {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>Set budget</source>
      <translation>예산 설정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>Budget</source>
      <translation>예산</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>At most</source>
      <translation>최대</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>Limit</source>
      <translation>한도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>At least</source>
      <translation>최소</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>Least predicted accuracy</source>
      <translation>최소 예측 정확도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>Adopts the cheapest recipe that is predicted to be this accurate</source>
      <translation>이 정확도 이상으로 예측되는 가장 저렴한 레시피를 적용합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>Verify</source>
      <translation>검증</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>Limits…</source>
      <translation>한도…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>Several limits at once</source>
      <translation>여러 한도를 한 번에</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>Finds the best recipe within flash, RAM, latency, energy and accuracy</source>
      <translation>플래시, RAM, 지연 시간, 에너지, 정확도 한도 안에서 가장 좋은 레시피를 찾습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>Greedy…</source>
      <translation>탐욕 탐색…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>Measure the front against greedy</source>
      <translation>파레토 프런트를 측정하여 탐욕 탐색과 비교</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>Measures this front and the greedy search at the same costs</source>
      <translation>같은 비용에서 이 프런트와 탐욕 탐색을 측정합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>Points of the front are being measured; Jobs shows how far that is.</source>
      <translation>프런트의 점을 측정하는 중입니다. 진행 상황은 작업 패널에 표시됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>Adopts the recipe of least predicted loss that costs at most this: {}</source>
      <translation>비용이 이 값 이하인 레시피 중 예측 손실이 가장 적은 것을 적용합니다: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>{} recipes, not drawn yet: {} of {} measurements for an accuracy</source>
      <translation>레시피 {}개, 아직 그리지 않음: 정확도에 필요한 측정 {}/{}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>Verified</source>
      <translation>검증됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>Verifying…</source>
      <translation>검증 중…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>Largest {}</source>
      <translation>최대 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>predicted: {}</source>
      <translation>예측됨: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>Impossible: no recipe of the front is predicted to be better than {}</source>
      <translation>불가능: 프런트에서 예측값이 {}보다 나은 레시피가 없습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>{} recipes on the predicted front; the current one is not on it</source>
      <translation>예측 프런트에 레시피 {}개, 현재 레시피는 프런트에 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>Verify {}</source>
      <translation>{}개 검증</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>Five points from end to end of the front are measured.</source>
      <translation>프런트의 끝에서 끝까지 다섯 점이 측정되었습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>Measures points from end to end of the front; the predictions then learn from them.</source>
      <translation>프런트의 끝에서 끝까지 점을 측정합니다. 예측은 그 결과로 개선됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/budget.py" />
      <source>Impossible: the cheapest recipe with these widths needs {}</source>
      <translation>불가능: 이 비트 폭에서 가장 저렴한 레시피에 필요한 값은 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/limits.py" />
      <source>Limits</source>
      <translation>한도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/limits.py" />
      <source>Flash (size) at most</source>
      <translation>플래시(크기) 최대</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/limits.py" />
      <source>RAM (activations) at most</source>
      <translation>RAM(활성값) 최대</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/limits.py" />
      <source>Latency at most</source>
      <translation>지연 시간 최대</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/limits.py" />
      <source>Energy at most</source>
      <translation>에너지 최대</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/limits.py" />
      <source>Accuracy at least</source>
      <translation>정확도 최소</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/limits.py" />
      <source>Find recipe</source>
      <translation>레시피 찾기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/limits.py" />
      <source>Measure the sensitivity first.</source>
      <translation>먼저 민감도를 측정하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/limits.py" />
      <source>Being searched…</source>
      <translation>탐색하는 중…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/limits.py" />
      <source>Choose a device in the tool bar: its profile gives the model.</source>
      <translation>도구 모음에서 장치를 선택하세요. 장치의 프로필이 모델을 제공합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/limits.py" />
      <source>The profile of this device says nothing about energy.</source>
      <translation>이 장치의 프로필에 에너지 정보가 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/limits.py" />
      <source>Searching…</source>
      <translation>탐색하는 중…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/limits.py" />
      <source>Set limits</source>
      <translation>한도 설정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/limits.py" />
      <source>Set at least one limit.</source>
      <translation>한도를 하나 이상 설정하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/limits.py" />
      <source>Adopts the recipe of least predicted loss within all limits</source>
      <translation>모든 한도 내에서 예측된 손실이 가장 작은 레시피를 채택합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/limits.py" />
      <source>The sensitivity has changed meanwhile: search again.</source>
      <translation>그사이 민감도가 바뀌었습니다. 다시 탐색하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/limits.py" />
      <source>Adopted. {}.</source>
      <translation>채택했습니다. {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/limits.py" />
      <source>The search ended before it was proven that nothing better exists.</source>
      <translation>더 나은 것이 없음이 증명되기 전에 탐색이 끝났습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/limits.py" />
      <source>Changes the limit and searches again</source>
      <translation>한도를 바꾸고 다시 탐색합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/limits.py" />
      <source>Measure {} recipes first: accuracies are predicted from them.</source>
      <translation>먼저 레시피 {}개를 측정하세요. 정확도는 이 레시피들로부터 예측됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/limits.py" />
      <source>Set: {}</source>
      <translation>설정: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/limits.py" />
      <source>now {}</source>
      <translation>현재 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/overlay.py" />
      <source>Up and Down walk along the predicted points.</source>
      <translation>위·아래 화살표로 예측된 점을 따라 이동합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/overlay.py" />
      <source>Predicted front</source>
      <translation>예측된 프런트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/overlay.py" />
      <source>Greedy, predicted</source>
      <translation>탐욕법, 예측됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/overlay.py" />
      <source>Uniform, predicted</source>
      <translation>균일, 예측됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/overlay.py" />
      <source>Adopt {}</source>
      <translation>{} 채택</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/second.py" />
      <source>Second cost</source>
      <translation>두 번째 비용</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/second.py" />
      <source>Weighs a second cost too: the front then holds the recipes within its limit that no other beats</source>
      <translation>두 번째 비용도 고려합니다: 그러면 파레토 프런트에는 제한 안에서 다른 것에 뒤지지 않는 레시피가 남습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/second.py" />
      <source>and of</source>
      <translation>그리고</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/second.py" />
      <source>at most</source>
      <translation>최대</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/second.py" />
      <source>Only recipes within this limit are on the front: {} – {}</source>
      <translation>이 제한 안의 레시피만 파레토 프런트에 있습니다: {} – {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/front/second.py" />
      <source>nothing else</source>
      <translation>없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/canvas.py" />
      <source>Network</source>
      <translation>네트워크</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/canvas.py" />
      <source>Arrow keys walk along the edges, with Ctrl they move the view. Plus and minus open and close groups, F fits, Ctrl+F finds, digits set the bits of the selected layers.</source>
      <translation>화살표 키로 간선을 따라 이동하고, Ctrl과 함께 누르면 화면이 이동합니다. 더하기와 빼기 키로 그룹을 열고 닫으며, F로 화면에 맞추고, Ctrl+F로 찾고, 숫자 키로 선택한 레이어의 비트를 설정합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/colours.py" />
      <source>Colour the nodes by</source>
      <translation>노드 색상 기준</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/colours.py" />
      <source>What the nodes are coloured by</source>
      <translation>노드의 색을 정하는 기준</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/footer.py" />
      <source>1 node</source>
      <translation>노드 1개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/footer.py" />
      <source>1 layer</source>
      <translation>레이어 1개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/footer.py" />
      <source>{} nodes</source>
      <translation>노드 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/footer.py" />
      <source>{} MACs</source>
      <translation>{} MACs</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/footer.py" />
      <source>{} parameters</source>
      <translation>파라미터 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/footer.py" />
      <source>{} layers</source>
      <translation>레이어 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/head.py" />
      <source>From left to right; press for from top to bottom</source>
      <translation>왼쪽에서 오른쪽으로. 누르면 위에서 아래로 바뀝니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/head.py" />
      <source>Measure layers…</source>
      <translation>레이어 측정…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/head.py" />
      <source>Time each layer in onnxruntime on this machine (Ctrl+F9)</source>
      <translation>이 컴퓨터의 onnxruntime에서 각 레이어의 시간을 잽니다(Ctrl+F9)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/head.py" />
      <source>From top to bottom; press for from left to right</source>
      <translation>위에서 아래로. 누르면 왼쪽에서 오른쪽으로 바뀝니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/head.py" />
      <source>Close all groups</source>
      <translation>모든 그룹 접기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/head.py" />
      <source>Open one level more</source>
      <translation>한 단계 더 열기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/head.py" />
      <source>Find by name, operator or shape (Ctrl+F)</source>
      <translation>이름, 연산자 또는 형상으로 찾기(Ctrl+F)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/head.py" />
      <source>Fit the whole network into the view (F)</source>
      <translation>네트워크 전체를 화면에 맞추기(F)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/head.py" />
      <source>Overlays, pictures and more</source>
      <translation>오버레이, 그림 등</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/legend.py" />
      <source>logarithmic scale</source>
      <translation>로그 척도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/legend.py" />
      <source>linear scale</source>
      <translation>선형 척도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/legend.py" />
      <source>measured before the last edits</source>
      <translation>마지막 편집 이전에 측정됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/legend.py" />
      <source>Legend</source>
      <translation>범례</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/legend.py" />
      <source>{} at {} bits</source>
      <translation>{}개({}비트)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/legend.py" />
      <source>{}: {} to {}</source>
      <translation>{}: {} ~ {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/legend.py" />
      <source>log</source>
      <translation>로그</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/legend.py" />
      <source>before the last edits</source>
      <translation>마지막 편집 이전</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/legend.py" />
      <source>Nodes: {}</source>
      <translation>노드: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/legend.py" />
      <source>Legend: {}</source>
      <translation>범례: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/menu.py" />
      <source>Open the group	+</source>
      <translation>그룹 펼치기	+</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/menu.py" />
      <source>Close the group	−</source>
      <translation>그룹 접기	−</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/menu.py" />
      <source>Open all groups</source>
      <translation>모든 그룹 펼치기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/menu.py" />
      <source>Open groups automatically</source>
      <translation>그룹 자동으로 펼치기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/menu.py" />
      <source>Find…	Ctrl+F</source>
      <translation>찾기…	Ctrl+F</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/menu.py" />
      <source>Fit into the view	F</source>
      <translation>화면에 맞추기	F</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/menu.py" />
      <source>From left to right</source>
      <translation>왼쪽에서 오른쪽으로</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/menu.py" />
      <source>Show shape arithmetic</source>
      <translation>형상 계산 표시</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/menu.py" />
      <source>Nodes that only compute shapes of tensors</source>
      <translation>텐서의 형상만 계산하는 노드</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/menu.py" />
      <source>Import overlay…</source>
      <translation>오버레이 가져오기…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/menu.py" />
      <source>Node data of Model Explorer, or an attachment of Netron (JSON)</source>
      <translation>Model Explorer의 노드 데이터 또는 Netron의 첨부 파일(JSON)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/menu.py" />
      <source>Import overlay</source>
      <translation>오버레이 가져오기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/menu.py" />
      <source>Save the picture</source>
      <translation>그림 저장</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/menu.py" />
      <source>Export overlay</source>
      <translation>오버레이 내보내기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/menu.py" />
      <source>Export overlay for Model Explorer…</source>
      <translation>Model Explorer용 오버레이 내보내기…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/menu.py" />
      <source>Export overlay for Netron…</source>
      <translation>Netron용 오버레이 내보내기…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/menu.py" />
      <source>Save as PNG…</source>
      <translation>PNG로 저장…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/menu.py" />
      <source>Save as SVG…</source>
      <translation>SVG로 저장…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/minimap.py" />
      <source>Map of the network</source>
      <translation>네트워크 지도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/minimap.py" />
      <source>The whole network; drag to move the view (Ctrl and arrow keys)</source>
      <translation>네트워크 전체. 끌어서 보이는 영역을 옮깁니다(Ctrl+화살표 키)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/panel.py" />
      <source>Open a model to see its network.</source>
      <translation>네트워크를 보려면 모델을 여세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/panel.py" />
      <source>Open a model…</source>
      <translation>모델 열기…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/panel.py" />
      <source>The layout was stopped. Press Enter to lay out the network.</source>
      <translation>레이아웃이 중단되었습니다. Enter를 누르면 네트워크를 배치합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/panel.py" />
      <source>Laying out the network… (Esc stops)</source>
      <translation>네트워크를 배치하는 중… (Esc로 중지)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/search.py" />
      <source>Name, operator or shape (16×32×32)</source>
      <translation>이름, 연산자 또는 형상(16×32×32)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/search.py" />
      <source>Find in the network by name, operator or shape</source>
      <translation>이름, 연산자, 형상으로 네트워크에서 찾기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/search.py" />
      <source>Enter goes to the next, Shift+Enter to the previous, Esc closes</source>
      <translation>Enter로 다음, Shift+Enter로 이전 항목으로 이동, Esc로 닫기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/search.py" />
      <source>Previous match (Shift+Enter)</source>
      <translation>이전 일치 항목(Shift+Enter)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/graph/search.py" />
      <source>Next match (Enter)</source>
      <translation>다음 일치 항목(Enter)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/help/shortcuts_dialog.py" />
      <source>Keyboard shortcuts</source>
      <translation>키보드 단축키</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/help/shortcuts_dialog.py" />
      <source>Filter</source>
      <translation>필터</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/help/shortcuts_dialog.py" />
      <source>Filter by command or key</source>
      <translation>명령 또는 키로 필터링</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/help/shortcuts_dialog.py" />
      <source>Copy the list as text</source>
      <translation>목록을 텍스트로 복사</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/help/shortcuts_dialog.py" />
      <source>Close the list</source>
      <translation>목록 닫기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/help/shortcuts_dialog.py" />
      <source>Command</source>
      <translation>명령</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/help/shortcuts_dialog.py" />
      <source>Keys</source>
      <translation>키</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/help/shortcuts_dialog.py" />
      <source>Window</source>
      <translation>창</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/help/tour_dialog.py" />
      <source>Tour</source>
      <translation>둘러보기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/help/tour_dialog.py" />
      <source>Close the tour</source>
      <translation>둘러보기 닫기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/import_label.py" />
      <source>Comparison with onnxruntime</source>
      <translation>onnxruntime과의 비교</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/import_label.py" />
      <source>● Import checked: differs from onnxruntime by {:.1e}</source>
      <translation>● 가져오기 확인됨: onnxruntime과의 차이 {:.1e}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/import_label.py" />
      <source>⚠ The import differs from onnxruntime by {:.1e}</source>
      <translation>⚠ 가져온 모델과 onnxruntime의 차이 {:.1e}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/import_label.py" />
      <source>Cannot be executed: {} not covered</source>
      <translation>실행할 수 없음: {} 지원되지 않음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/import_label.py" />
      <source>Layers, costs and weight errors work; measuring and export need these operators: {}</source>
      <translation>레이어, 비용, 가중치 오차는 사용할 수 있습니다. 측정과 내보내기에는 다음 연산자가 필요합니다: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/import_label.py" />
      <source>The largest difference between the outputs of the imported model and of onnxruntime on {} samples. Up to {:.1e} it is rounding.</source>
      <translation>가져온 모델의 출력과 onnxruntime의 출력 간 최대 차이(샘플 {}개 기준)입니다. {:.1e}까지는 반올림 오차입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/curve.py" />
      <source>Bits</source>
      <translation>비트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/curve.py" />
      <source>Loss</source>
      <translation>손실</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/curve.py" />
      <source>noise power / signal power</source>
      <translation>잡음 전력 / 신호 전력</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/curve.py" />
      <source>nats, by the Fisher diagonal</source>
      <translation>nat, Fisher 대각 기준</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/curve.py" />
      <source>by the Hessian's trace</source>
      <translation>헤시안 대각합 기준</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/curve.py" />
      <source>nats of KL, measured</source>
      <translation>KL의 nat, 측정됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/curve.py" />
      <source>weights</source>
      <translation>가중치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/curve.py" />
      <source>input</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Everything about this layer</source>
      <translation>이 레이어의 모든 정보</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>What</source>
      <translation>항목</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/details.py" />
      <source>Details of {}</source>
      <translation>{} 세부 정보</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/facts.py" />
      <source>Runs as</source>
      <translation>실행 방식</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/facts.py" />
      <source>Parameters</source>
      <translation>파라미터</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/facts.py" />
      <source>Attributes</source>
      <translation>속성</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/facts.py" />
      <source>Input</source>
      <translation>입력</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/facts.py" />
      <source>Output</source>
      <translation>출력</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/facts.py" />
      <source>Weight</source>
      <translation>가중치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/facts.py" />
      <source>Kinds</source>
      <translation>종류</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/panel.py" />
      <source>Inspector</source>
      <translation>속성 패널</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/panel.py" />
      <source>Channels</source>
      <translation>채널</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/panel.py" />
      <source>Sensitivity</source>
      <translation>민감도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/panel.py" />
      <source>Logarithmic counts</source>
      <translation>로그 개수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/panel.py" />
      <source>Show rare values: a logarithmic axis for both histograms</source>
      <translation>드문 값 표시: 두 히스토그램에 로그 축을 적용합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/panel.py" />
      <source>Details…</source>
      <translation>자세히…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/panel.py" />
      <source>Shapes, attributes, neighbours and the names in other formats</source>
      <translation>형상, 속성, 이웃 노드, 다른 형식에서의 이름</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/panel.py" />
      <source>Select a layer to see its weights, activations and settings.</source>
      <translation>레이어를 선택하면 가중치, 활성값, 설정이 표시됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/panel.py" />
      <source>Open a model and select a layer.</source>
      <translation>모델을 열고 레이어를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/panel.py" />
      <source>Select a single layer to see this.</source>
      <translation>이것을 보려면 레이어를 하나만 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/panel.py" />
      <source>Reading the weights…</source>
      <translation>가중치를 읽는 중…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/panel.py" />
      <source>Updating…</source>
      <translation>업데이트하는 중…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/panel.py" />
      <source>Histograms of {}</source>
      <translation>{} 히스토그램</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/panel.py" />
      <source>This layer has no activation to show.</source>
      <translation>이 레이어에는 표시할 활성값이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/panel.py" />
      <source>Cancelled. Select the layer again to see its histograms.</source>
      <translation>취소되었습니다. 히스토그램을 보려면 레이어를 다시 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/plots.py" />
      <source>Share (%)</source>
      <translation>비율 (%)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/plots.py" />
      <source>The more channels differ in range, the more quantization per channel helps.</source>
      <translation>채널 간 범위 차이가 클수록 채널별 양자화의 효과가 큽니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/plots.py" />
      <source>Output channel</source>
      <translation>출력 채널</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/plots.py" />
      <source>Signal-to-quantization-noise ratio: the higher, the closer to float.</source>
      <translation>신호 대 양자화 잡음비: 높을수록 부동소수점에 가깝습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/plots.py" />
      <source>float</source>
      <translation>부동소수점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/plots.py" />
      <source>widest is ×{} the narrowest</source>
      <translation>가장 넓은 범위가 가장 좁은 범위의 ×{}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/plots.py" />
      <source>SQNR {} dB</source>
      <translation>SQNR {} dB</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/plots.py" />
      <source>{} values. Wheel zooms, double click resets.</source>
      <translation>값 {}개. 휠로 확대/축소하고 더블 클릭으로 초기화합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/settings.py" />
      <source>mixed</source>
      <translation>여러 값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/settings.py" />
      <source>Choose samples and ranges for all layers, with a preview</source>
      <translation>모든 레이어의 샘플과 범위를 미리 보며 선택</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/settings.py" />
      <source>Scales are rounded up to a power of two, so that a device can rescale by shifting</source>
      <translation>장치가 시프트로 스케일을 조정할 수 있도록 스케일을 2의 거듭제곱으로 올림합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/settings.py" />
      <source>This scheme has a formula of its own: only uniform integers have this setting</source>
      <translation>이 방식에는 고유한 수식이 있습니다: 이 설정은 균일 정수에만 있습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/settings.py" />
      <source>Calibration…</source>
      <translation>보정…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/settings.py" />
      <source>Power-of-two scale</source>
      <translation>2의 거듭제곱 스케일</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/settings.py" />
      <source>needs training</source>
      <translation>학습 필요</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/settings.py" />
      <source>Zero point</source>
      <translation>영점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/settings.py" />
      <source>These layers have no activation that could be quantized</source>
      <translation>이 레이어에는 양자화할 수 있는 활성값이 없습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/settings.py" />
      <source>Floats have no scale: choose an integer width first</source>
      <translation>부동소수점에는 스케일이 없습니다: 먼저 정수 비트 폭을 선택하세요</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/settings.py" />
      <source>The scale of a single bit is the mean magnitude, whatever the range</source>
      <translation>1비트의 스케일은 범위와 관계없이 평균 크기입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/settings.py" />
      <source>DoReFa's range 0 … 1 has no negative codes</source>
      <translation>DoReFa의 범위 0 … 1에는 음수 코드가 없습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/settings.py" />
      <source>Weights at {}</source>
      <translation>가중치: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/settings.py" />
      <source>Activations at {}</source>
      <translation>활성값: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/settings.py" />
      <source>{}: bits and scheme</source>
      <translation>{}: 비트와 방식</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/settings.py" />
      <source>{}: one scale per channel or per tensor</source>
      <translation>{}: 채널별 또는 텐서별 스케일</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/settings.py" />
      <source>{}: symmetric (zero point 0) or affine</source>
      <translation>{}: 대칭(영점 0) 또는 아핀</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/settings.py" />
      <source>{}: percentile of absolute values kept</source>
      <translation>{}: 유지할 절댓값의 백분위수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/inspector/settings.py" />
      <source>{}: power-of-two scale</source>
      <translation>{}: 2의 거듭제곱 스케일</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/jobs/panel.py" />
      <source>Jobs, newest first</source>
      <translation>작업, 최신순</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/jobs/panel.py" />
      <source>Nothing has run yet. Measuring, exporting and searching appear here.</source>
      <translation>아직 실행된 작업이 없습니다. 측정, 내보내기, 탐색이 여기에 나타납니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/jobs/panel.py" />
      <source>Cancel the selected job (Esc)</source>
      <translation>선택한 작업 취소(Esc)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/jobs/panel.py" />
      <source>Clear finished</source>
      <translation>완료된 작업 지우기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/jobs/panel.py" />
      <source>Take the jobs that are over off the list; their results stay</source>
      <translation>끝난 작업을 목록에서 지웁니다. 결과는 남습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/jobs/panel.py" />
      <source>Details of the error</source>
      <translation>오류 세부 정보</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/jobs/panel.py" />
      <source>Copy the error</source>
      <translation>오류 복사</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/jobs/panel.py" />
      <source>All done</source>
      <translation>모두 완료</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/jobs/panel.py" />
      <source>{} under way</source>
      <translation>{}개 진행 중</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/jobs/strip.py" />
      <source>Jobs</source>
      <translation>작업</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/jobs/strip.py" />
      <source>Cancel the running job</source>
      <translation>실행 중인 작업 취소</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/jobs/strip.py" />
      <source>Cancel this job (Esc)</source>
      <translation>이 작업 취소(Esc)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/jobs/strip.py" />
      <source>No job is running</source>
      <translation>실행 중인 작업이 없습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/jobs/strip.py" />
      <source>{} more queued</source>
      <translation>{}개 더 대기 중</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Copy layers and bits</source>
      <translation>레이어와 비트 복사</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Paste bits</source>
      <translation>비트 붙여넣기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Reset to float</source>
      <translation>부동소수점으로 초기화</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Select tied layers</source>
      <translation>묶인 레이어 선택</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Add the layers that share weights or activations with the selected ones, and so their bits</source>
      <translation>선택한 레이어와 가중치나 활성값을 공유하여 비트도 함께 쓰는 레이어를 선택에 추가합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Edit tied layers together</source>
      <translation>묶인 레이어를 함께 편집</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Layers that must share a representation (shared weights, operands of additions) change together</source>
      <translation>표현을 공유해야 하는 레이어(공유 가중치, 덧셈의 피연산자)는 함께 바뀝니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Select all of the same kind</source>
      <translation>같은 종류 모두 선택</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Weight bits</source>
      <translation>가중치 비트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Activation bits</source>
      <translation>활성값 비트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>More schemes</source>
      <translation>다른 방식</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Binary, ternary and shared weights as published</source>
      <translation>논문대로의 이진, 삼진, 공유 가중치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Round scales up to a power of two, so that a device can rescale by shifting</source>
      <translation>장치가 시프트로 스케일을 다시 맞출 수 있도록 스케일을 2의 거듭제곱으로 올림합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Presets for all layers</source>
      <translation>모든 레이어용 프리셋</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>First and last layer at 8 bits</source>
      <translation>첫 레이어와 마지막 레이어는 8비트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Published schemes</source>
      <translation>발표된 방식</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Weights 8, activations float</source>
      <translation>가중치 8비트, 활성값 부동소수점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>INT8 with power-of-two scales</source>
      <translation>2의 거듭제곱 스케일을 쓰는 INT8</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>k-means 4 (Deep Compression): shared weights</source>
      <translation>k-means 4(Deep Compression): 공유 가중치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>TWN: ternary weights</source>
      <translation>TWN: 삼진 가중치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>BWN: binary weights</source>
      <translation>BWN: 이진 가중치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>XNOR-Net: binary weights and activations</source>
      <translation>XNOR-Net: 이진 가중치와 활성값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>DoReFa 2/2: weights and activations 2 bits</source>
      <translation>DoReFa 2/2: 가중치와 활성값 2비트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Weight settings</source>
      <translation>가중치 설정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Activation settings</source>
      <translation>활성값 설정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>All float</source>
      <translation>모두 부동소수점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>{}/{}: weights {} bits, activations {} bits</source>
      <translation>{}/{}: 가중치 {}비트, 활성값 {}비트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Copied: 1 layer</source>
      <translation>복사됨: 레이어 1개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Nothing pasted: select the layers to paste onto.</source>
      <translation>붙여넣지 않았습니다. 붙여넣을 레이어를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Nothing changed: the layers have these bits already.</source>
      <translation>변경 사항 없음: 레이어가 이미 이 비트로 설정되어 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Range by {}</source>
      <translation>범위: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>All {}</source>
      <translation>모두 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Uniform {}/{}: weights and activations {} bits</source>
      <translation>균일 {}/{}: 가중치와 활성값 {}비트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Preset {}</source>
      <translation>프리셋 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>{}, {} of them by ties</source>
      <translation>{}, 그중 {}개는 묶여 있어 함께 변경됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/actions.py" />
      <source>Copied: {} layers</source>
      <translation>복사됨: 레이어 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/model.py" />
      <source>, tied</source>
      <translation>, 묶임</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/model.py" />
      <source>, differs from its ties</source>
      <translation>, 묶인 레이어와 다름</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/model.py" />
      <source>Params</source>
      <translation>파라미터</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/model.py" />
      <source>Size (KB)</source>
      <translation>크기 (KB)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/model.py" />
      <source>W bits</source>
      <translation>W 비트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/model.py" />
      <source>A bits</source>
      <translation>A 비트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/model.py" />
      <source>The layer's name in the model. A third click on a header restores the model's order.</source>
      <translation>모델에서의 레이어 이름입니다. 머리글을 세 번째로 클릭하면 모델의 순서로 돌아갑니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/model.py" />
      <source>What the layer computes.</source>
      <translation>레이어가 계산하는 것입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/model.py" />
      <source>Shape of the output for one sample.</source>
      <translation>샘플 하나에 대한 출력의 형상입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/model.py" />
      <source>Number of weights and biases.</source>
      <translation>가중치와 편향의 수입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/model.py" />
      <source>Multiply-accumulate operations for one sample; the bar is the share of the largest.</source>
      <translation>샘플 하나에 대한 곱셈-누산 연산 수입니다. 막대는 가장 큰 값 대비 비율입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/model.py" />
      <source>Weights, scales and bias as stored at the present bit width; 1 KB is 1000 bytes.</source>
      <translation>현재 비트 폭으로 저장된 가중치, 스케일, 편향입니다. 1 KB는 1000바이트입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/model.py" />
      <source>Weight bits. Click a cell, press Enter or F2, or type a digit: 1 to 8 bits, 9 for FP16, 0 for float.</source>
      <translation>가중치 비트입니다. 셀을 클릭하거나 Enter 또는 F2를 누르거나 숫자를 입력하세요. 1~8은 비트, 9는 FP16, 0은 부동소수점입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/model.py" />
      <source>Activation bits: of the layer's input. Click a cell, press Enter or F2, or type Shift or Alt and a digit: 1 to 8 bits, 9 for FP16, 0 for float.</source>
      <translation>활성값 비트(레이어의 입력)입니다. 셀을 클릭하거나 Enter 또는 F2를 누르거나 Shift 또는 Alt와 숫자를 입력하세요. 1~8은 비트, 9는 FP16, 0은 부동소수점입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/model.py" />
      <source>, kept</source>
      <translation>, 유지됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/model.py" />
      <source>This layer's input cannot be quantized: it holds indices or an inner state.</source>
      <translation>이 레이어의 입력은 양자화할 수 없습니다. 인덱스나 내부 상태를 담고 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/model.py" />
      <source>{} MACs, {} of the model's</source>
      <translation>{} MACs, 모델 전체의 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/model.py" />
      <source>{} bytes</source>
      <translation>{}바이트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/panel.py" />
      <source>Preset</source>
      <translation>프리셋</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/panel.py" />
      <source>Give all layers the same bits</source>
      <translation>모든 레이어에 같은 비트 지정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/panel.py" />
      <source>Preset: give all layers the same bits</source>
      <translation>프리셋: 모든 레이어에 같은 비트 지정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/panel.py" />
      <source>Filter by name or kind</source>
      <translation>이름 또는 종류로 필터링</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/panel.py" />
      <source>Filter layers by name or kind</source>
      <translation>이름 또는 종류로 레이어 필터링</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/panel.py" />
      <source>Show only layers whose name or kind has these words (Ctrl+F; Esc clears)</source>
      <translation>이름이나 종류에 이 단어가 있는 레이어만 표시합니다(Ctrl+F, Esc로 지우기)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/panel.py" />
      <source>Filter layers</source>
      <translation>레이어 필터링</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/panel.py" />
      <source>Open a model to see its layers.</source>
      <translation>레이어를 보려면 모델을 여세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/panel.py" />
      <source>No layer's name or kind has these words.</source>
      <translation>이름이나 종류에 이 단어가 있는 레이어가 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/panel.py" />
      <source>No operator of this model has weights that could be quantized.</source>
      <translation>이 모델에는 양자화할 수 있는 가중치를 가진 연산자가 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/panel.py" />
      <source>{} of {} layers</source>
      <translation>레이어 {} / {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/panel.py" />
      <source>⚠ {} differ from layers they are tied to</source>
      <translation>⚠ {}개가 묶인 레이어와 다릅니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/turing.py" />
      <source>Turing tensor cores (1/4/8/16)</source>
      <translation>Turing 텐서 코어(1/4/8/16)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/turing.py" />
      <source>By the measured sensitivity: the least predicted loss of all mixes of FP16, 8, 4 and 1 bits of that size. Without it: 4 bits, the first and the last layer at 8.</source>
      <translation>측정된 민감도 기준: 그 크기의 FP16, 8, 4, 1비트 조합 중 예측 손실이 가장 작은 것. 민감도가 없으면 4비트로 하고, 첫 레이어와 마지막 레이어는 8비트로 합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/turing.py" />
      <source>Round all bits up to 1, 4, 8 or FP16</source>
      <translation>모든 비트를 1, 4, 8 또는 FP16으로 올림</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/turing.py" />
      <source>Keeps every layer's settings; FP32 and INT16, which tensor cores lack, become FP16.</source>
      <translation>모든 레이어의 설정을 유지합니다. 텐서 코어에 없는 FP32와 INT16은 FP16이 됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/turing.py" />
      <source>A layer computes at the wider of its two widths: narrower weights alone save memory.</source>
      <translation>레이어는 두 비트 폭 중 더 넓은 쪽으로 계산합니다: 가중치만 좁히면 메모리가 줄어듭니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/turing.py" />
      <source>Turing: 4 bits, first and last layer 8: no sensitivity of 8 and 4 bits is known to choose by</source>
      <translation>Turing: 4비트, 첫 레이어와 마지막 레이어는 8비트: 선택 기준이 될 8비트와 4비트의 민감도를 알 수 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/turing.py" />
      <source>Best mix at {} of the size at 8 bits</source>
      <translation>8비트일 때 크기의 {}에서 가장 좋은 조합</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/turing.py" />
      <source>Nothing changed: all widths are Turing's already.</source>
      <translation>바뀐 것이 없습니다: 모든 비트 폭이 이미 Turing의 비트 폭입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/turing.py" />
      <source>Round up to Turing's widths</source>
      <translation>Turing의 비트 폭으로 올림</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/turing.py" />
      <source>Turing</source>
      <translation>Turing</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/turing.py" />
      <source>Turing: the best mix within {}, predicted size {}</source>
      <translation>Turing: {} 이내에서 가장 좋은 조합, 예측 크기 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/layers/turing.py" />
      <source>Turing: nothing is as small as {}; the smallest is {}</source>
      <translation>Turing: {}만큼 작은 조합이 없음; 가장 작은 것은 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Trade-off</source>
      <translation>트레이드오프</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Parallel coordinates</source>
      <translation>평행 좌표</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Repairs</source>
      <translation>보완</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>History</source>
      <translation>기록</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Training</source>
      <translation>학습</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Runs</source>
      <translation>실행 목록</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Teacher and student</source>
      <translation>교사와 학생</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Architecture search</source>
      <translation>아키텍처 탐색</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Searches</source>
      <translation>탐색 목록</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Candidates</source>
      <translation>후보</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>What matters</source>
      <translation>중요한 요소</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Explore</source>
      <translation>살펴보기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Train</source>
      <translation>학습</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Search</source>
      <translation>탐색</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Simulate</source>
      <translation>시뮬레이션</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Compare</source>
      <translation>비교</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Open…</source>
      <translation>열기…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Open the demo</source>
      <translation>데모 열기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Save</source>
      <translation>저장</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Save as…</source>
      <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Choose how many samples set the ranges of activations, and how</source>
      <translation>활성값 범위를 정하는 데 쓸 샘플 수와 방법 선택</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Export model…</source>
      <translation>모델 내보내기…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Export the quantized model as ONNX</source>
      <translation>양자화된 모델을 ONNX로 내보내기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Export for deployment…</source>
      <translation>배포용으로 내보내기…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Export several formats at once, each read back and compared</source>
      <translation>여러 형식을 한 번에 내보내고, 각각 다시 읽어 비교</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Report…</source>
      <translation>보고서…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Write a page for those who decide, a PDF and figures</source>
      <translation>의사 결정자를 위한 웹 페이지, PDF, 그림 작성</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Import recipe…</source>
      <translation>레시피 가져오기…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Export recipe…</source>
      <translation>레시피 내보내기…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Quit</source>
      <translation>끝내기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Redo</source>
      <translation>다시 실행</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Measure the current recipe</source>
      <translation>현재 레시피 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Measure uniform widths</source>
      <translation>균일 비트 폭 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Evaluate the same width in every layer, from 16 bits to 1, as points of reference</source>
      <translation>기준점으로 삼기 위해 모든 레이어를 같은 비트 폭(16비트에서 1비트까지)으로 평가</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Time each layer in onnxruntime here, with the kernel and the widths that really compute</source>
      <translation>실제로 계산하는 커널과 비트 폭으로 각 레이어의 시간을 이 컴퓨터의 onnxruntime에서 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Locate model…</source>
      <translation>모델 위치 지정…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Reset the layout</source>
      <translation>레이아웃 초기화</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Present</source>
      <translation>발표</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>The story of this project on the whole screen, step by step, with live figures</source>
      <translation>이 프로젝트의 이야기를 실시간 수치와 함께 전체 화면에서 단계별로 보여 줍니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>&amp;File</source>
      <translation>파일(&amp;F)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Open recent</source>
      <translation>최근 항목 열기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>&amp;Edit</source>
      <translation>편집(&amp;E)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>&amp;View</source>
      <translation>보기(&amp;V)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>&amp;Measure</source>
      <translation>측정(&amp;M)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>&amp;Help</source>
      <translation>도움말(&amp;H)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Main</source>
      <translation>기본</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Device </source>
      <translation>장치 </translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Verify the predicted front</source>
      <translation>예측된 파레토 프런트 검증</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Give this panel a window of its own, or take it back</source>
      <translation>이 패널을 별도 창으로 분리하거나 다시 도크에 넣습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Hide this panel; the View menu shows it again</source>
      <translation>이 패널을 숨깁니다. 보기 메뉴에서 다시 표시할 수 있습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>All uniform widths are measured already</source>
      <translation>모든 균일 비트 폭이 이미 측정되었습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Not possible: these operators are not covered: {}</source>
      <translation>불가능: 지원되지 않는 연산자가 있습니다: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>{} in {}</source>
      <translation>{} ({})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>{} – EdgeViz</source>
      <translation>{} – EdgeViz</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>The last change is not saved. {}</source>
      <translation>마지막 변경이 저장되지 않았습니다. {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/main_window.py" />
      <source>Advisor ({})</source>
      <translation>조언 ({})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/measuring.py" />
      <source>Compare the import with onnxruntime</source>
      <translation>가져온 모델을 onnxruntime과 비교</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/measuring.py" />
      <source>Measure the float model</source>
      <translation>부동소수점 모델 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/measuring.py" />
      <source>Measure with AdaRound ({})</source>
      <translation>AdaRound로 측정 ({})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/opening.py" />
      <source>Open {}</source>
      <translation>{} 열기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/opening.py" />
      <source>Look for data that fits</source>
      <translation>맞는 데이터 찾기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/opening.py" />
      <source>Check the file.</source>
      <translation>파일을 확인하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/palette/dialog.py" />
      <source>Command palette</source>
      <translation>명령 팔레트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/palette/dialog.py" />
      <source>Command or layer</source>
      <translation>명령 또는 레이어</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/palette/dialog.py" />
      <source>Letters of a command, or @ and letters of a layer; Enter runs it</source>
      <translation>명령의 글자를 입력하거나 @와 레이어의 글자를 입력하세요. Enter로 실행합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/palette/dialog.py" />
      <source>Search commands; @ goes to a layer</source>
      <translation>명령 검색; @로 레이어로 이동</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/palette/dialog.py" />
      <source>Search commands</source>
      <translation>명령 검색</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/palette/dialog.py" />
      <source>What fits</source>
      <translation>일치 항목</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/palette/dialog.py" />
      <source>Enter runs it, Esc closes</source>
      <translation>Enter로 실행, Esc로 닫기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/palette/dialog.py" />
      <source>No layers: open a model first</source>
      <translation>레이어 없음: 먼저 모델을 여세요</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/palette/dialog.py" />
      <source>Nothing fits: fewer letters find more</source>
      <translation>일치 항목 없음: 글자를 줄이면 더 많이 찾습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/parallel/panel.py" />
      <source>Two or more recipes that were measured become lines here.</source>
      <translation>측정된 레시피가 둘 이상이면 여기에 선으로 표시됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/parallel/panel.py" />
      <source>Left and Right walk along the recipes, Enter adopts one, Escape clears the ranges.</source>
      <translation>왼쪽/오른쪽 화살표로 레시피를 차례로 이동하고, Enter로 채택하고, Escape로 범위를 지웁니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/axis_chooser.py" />
      <source>Log x</source>
      <translation>x 로그</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/axis_chooser.py" />
      <source>Logarithmic x axis</source>
      <translation>로그 x축</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/axis_chooser.py" />
      <source>x:</source>
      <translation>x:</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/axis_chooser.py" />
      <source>y:</source>
      <translation>y:</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/axis_chooser.py" />
      <source>Quantity on the {} axis</source>
      <translation>{}축의 값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/constraint.py" />
      <source>Best within the limit</source>
      <translation>한도 내 최선</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/constraint.py" />
      <source>at most {}</source>
      <translation>최대 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/empty.py" />
      <source>Evaluate the same width in every layer, as points of reference (Shift+F9)</source>
      <translation>모든 레이어에 같은 비트 폭을 적용해 평가하여 기준점으로 삼습니다(Shift+F9)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/empty.py" />
      <source>Accuracy needs data to measure with: choose data (Ctrl+D), or other axes.</source>
      <translation>정확도를 측정하려면 데이터가 필요합니다. 데이터를 선택하거나(Ctrl+D) 다른 축을 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/empty.py" />
      <source>Open a model to see what its recipes cost.</source>
      <translation>레시피의 비용을 보려면 모델을 여세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/empty.py" />
      <source>No recipe has both {} and {} yet. Choose other axes or measure again.</source>
      <translation>아직 {} 및 {} 값을 모두 가진 레시피가 없습니다. 다른 축을 선택하거나 다시 측정하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/empty.py" />
      <source>This model cannot be run here, so its recipes cannot be measured.</source>
      <translation>이 모델은 여기에서 실행할 수 없으므로 레시피를 측정할 수 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/empty.py" />
      <source>This model has no layers whose widths could be chosen, so it has one recipe: float.</source>
      <translation>이 모델에는 비트 폭을 선택할 수 있는 레이어가 없으므로 레시피는 부동소수점 하나뿐입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/empty.py" />
      <source>Every recipe that is measured becomes a point here.
Start with the same width everywhere.</source>
      <translation>측정된 레시피는 모두 여기에 점으로 나타납니다.
모든 레이어에 같은 비트 폭을 적용하는 것부터 시작하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/pinning.py" />
      <source>Space pins a point for comparing, F2 names it.</source>
      <translation>Space로 비교할 점을 고정하고 F2로 이름을 붙입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/pinning.py" />
      <source>Name this recipe</source>
      <translation>이 레시피에 이름 붙이기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/pinning.py" />
      <source>Name it</source>
      <translation>이름 붙이기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/pinning.py" />
      <source>Pinned</source>
      <translation>고정됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/plot_menu.py" />
      <source>Reset the view</source>
      <translation>보기 초기화</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/plot_menu.py" />
      <source>Save the plot</source>
      <translation>그래프 저장</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/plot_menu.py" />
      <source>Save the values as CSV…</source>
      <translation>값을 CSV로 저장…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/plot_menu.py" />
      <source>{} cannot be written: {}.</source>
      <translation>{}에 저장할 수 없습니다: {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/plot_menu.py" />
      <source>Choose another folder or name.</source>
      <translation>다른 폴더나 이름을 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/save_menu.py" />
      <source>Save the points as CSV…</source>
      <translation>점을 CSV로 저장…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/sizing.py" />
      <source>not known</source>
      <translation>알 수 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/tradeoff.py" />
      <source>Trade-off plot</source>
      <translation>트레이드오프 그래프</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/tradeoff.py" />
      <source>Left and Right walk along the points, Enter adopts one, a double click or Home resets the view.</source>
      <translation>왼쪽/오른쪽 화살표로 점을 차례로 이동하고, Enter로 채택하고, 두 번 클릭하거나 Home을 눌러 보기를 초기화합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/tradeoff.py" />
      <source>Shadow weights, in float</source>
      <translation>섀도 가중치, 부동소수점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/tradeoff.py" />
      <source>1 point</source>
      <translation>점 1개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/tradeoff.py" />
      <source>Another model of this project: a click opens it</source>
      <translation>이 프로젝트의 다른 모델: 클릭하면 엽니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/tradeoff.py" />
      <source>No result: what the quantized weights are rounded from</source>
      <translation>결과 아님: 양자화된 가중치를 반올림하기 전의 값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/tradeoff.py" />
      <source>current: {}, {} not measured yet</source>
      <translation>현재: {}, 아직 측정되지 않음: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/tradeoff.py" />
      <source>Against float</source>
      <translation>부동소수점 대비</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/tradeoff.py" />
      <source>{} of {} points</source>
      <translation>점 {}/{}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/tradeoff.py" />
      <source>{} points</source>
      <translation>{}포인트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/tradeoff.py" />
      <source>Against the current one</source>
      <translation>현재 레시피 대비</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/view_menu.py" />
      <source>What the trade-off plot shows</source>
      <translation>트레이드오프 그래프에 표시할 내용</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/view_menu.py" />
      <source>Colour or size by a third quantity, filter by job, set a limit, pin and name points</source>
      <translation>세 번째 양으로 색이나 크기 지정, 작업별 필터, 제한 설정, 점 고정 및 이름 붙이기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/view_menu.py" />
      <source>Limit that can be dragged</source>
      <translation>드래그할 수 있는 제한</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/view_menu.py" />
      <source>Adopt the best within the limit</source>
      <translation>제한 안에서 가장 좋은 것 채택</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/view_menu.py" />
      <source>Name the current recipe…</source>
      <translation>현재 레시피에 이름 붙이기…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/view_menu.py" />
      <source>Colour by</source>
      <translation>색 기준</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/view_menu.py" />
      <source>Size by</source>
      <translation>크기 기준</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/view_menu.py" />
      <source>Points of</source>
      <translation>점을 표시할 작업</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/view_menu.py" />
      <source>Unpin the current recipe</source>
      <translation>현재 레시피 고정 해제</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/view_menu.py" />
      <source>Pin the current recipe</source>
      <translation>현재 레시피 고정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/view_menu.py" />
      <source>Nothing</source>
      <translation>없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/plots/view_menu.py" />
      <source>All jobs</source>
      <translation>모든 작업</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/bits_step.py" />
      <source>What bits do</source>
      <translation>비트의 효과</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/bits_step.py" />
      <source>Move the slider slowly. At which width does the answer change?</source>
      <translation>슬라이더를 천천히 움직여 보세요. 어느 비트 폭에서 답이 바뀌나요?</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/bits_step.py" />
      <source>Bits of all weights</source>
      <translation>모든 가중치의 비트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/bits_step.py" />
      <source>Bits of all weights (Up and Down)</source>
      <translation>모든 가중치의 비트(위/아래 화살표 키)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/bits_step.py" />
      <source>The sample</source>
      <translation>샘플</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/bits_step.py" />
      <source>Next sample</source>
      <translation>다음 샘플</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/bits_step.py" />
      <source>Show what the network says of another validation sample</source>
      <translation>다른 검증 샘플에 대한 네트워크의 답 보기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/bits_step.py" />
      <source>All weights get as many bits as the slider says: fewer bits are a coarser grid.</source>
      <translation>모든 가중치가 슬라이더의 비트 수를 씁니다. 비트가 적을수록 격자가 거칠어집니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/bits_step.py" />
      <source>float, 32 bits</source>
      <translation>부동소수점, 32비트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/bits_step.py" />
      <source>The answer to this sample changes from {} to {}.</source>
      <translation>이 샘플의 답이 바뀝니다: {} → {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/bits_step.py" />
      <source>This model has no layer with weights to quantize.</source>
      <translation>이 모델에는 양자화할 가중치가 있는 레이어가 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/bits_step.py" />
      <source>Without weights no answer changes.</source>
      <translation>가중치가 없으면 답은 바뀌지 않습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/bits_step.py" />
      <source>Answers need data. End the presentation and choose some (Ctrl+D).</source>
      <translation>답을 보려면 데이터가 필요합니다. 발표를 끝내고 데이터를 선택하세요(Ctrl+D).</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/bits_step.py" />
      <source>Sample {}: {}</source>
      <translation>샘플 {}: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/bits_step.py" />
      <source>quantized</source>
      <translation>양자화됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/bits_step.py" />
      <source>The answer to this sample stays {}.</source>
      <translation>이 샘플의 답은 그대로입니다: {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/bits_step.py" />
      <source>Weights at {} bits</source>
      <translation>{}비트 가중치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/bits_step.py" />
      <source>Weight of {}</source>
      <translation>가중치: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/bits_step.py" />
      <source>Answers at {} bits</source>
      <translation>{}비트에서의 답</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/busy_step.py" />
      <source>The busy device</source>
      <translation>바쁜 장치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/busy_step.py" />
      <source>First the chosen version alone, then the policy that switches between versions.</source>
      <translation>먼저 선택한 버전만 실행하고, 그다음 버전을 전환하는 정책을 실행합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/busy_step.py" />
      <source>Evaluate the same width in every layer, with its latency</source>
      <translation>모든 레이어를 같은 비트 폭으로 평가하고 지연 시간도 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/busy_step.py" />
      <source>The same version all the time</source>
      <translation>항상 같은 버전</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/busy_step.py" />
      <source>Threshold rules choose the version while the device runs</source>
      <translation>장치가 실행되는 동안 임계값 규칙이 버전을 선택</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/busy_step.py" />
      <source>The run in time</source>
      <translation>시간에 따른 실행</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/busy_step.py" />
      <source>No scenario could be read.</source>
      <translation>읽을 수 있는 시나리오가 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/busy_step.py" />
      <source>One version</source>
      <translation>버전 하나</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/busy_step.py" />
      <source>Switching</source>
      <translation>전환</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/busy_step.py" />
      <source>Two versions with a known latency are needed.</source>
      <translation>지연 시간이 알려진 버전이 두 개 필요합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/busy_step.py" />
      <source>Networks of the scenario: this project lacks measured latencies.</source>
      <translation>시나리오의 네트워크입니다. 이 프로젝트에는 측정된 지연 시간이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/busy_step.py" />
      <source>Being played…</source>
      <translation>실행 중…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/busy_step.py" />
      <source>{} alone</source>
      <translation>{} 단독</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/busy_step.py" />
      <source>{}: {} right in time</source>
      <translation>{}: 제시간 정답 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/dots.py" />
      <source>Steps</source>
      <translation>스텝</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/dots.py" />
      <source>Step {} of {}: {}</source>
      <translation>단계 {} / {}: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/front_step.py" />
      <source>The front</source>
      <translation>프런트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/front_step.py" />
      <source>Which points matter to you, and where the front bends.</source>
      <translation>중요한 점은 무엇이고, 프런트는 어디에서 꺾이는지.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/front_step.py" />
      <source>Evaluate the same width in every layer, from 16 bits to 1</source>
      <translation>모든 레이어에 같은 비트 폭을 적용해 16비트부터 1비트까지 평가합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/front_step.py" />
      <source>{} measured versions; no other beats those on the line. A click chooses one.</source>
      <translation>측정된 버전 {}개. 선 위의 버전을 능가하는 다른 버전은 없습니다. 클릭하면 선택됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/front_step.py" />
      <source>A front needs two measured versions.</source>
      <translation>프런트를 그리려면 측정된 버전이 두 개 필요합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/front_step.py" />
      <source>Now: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/network_step.py" />
      <source>This version has not been measured.</source>
      <translation>이 버전은 아직 측정되지 않았습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/network_step.py" />
      <source>The model</source>
      <translation>모델</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/network_step.py" />
      <source>What the network does, who made it, and what it is needed for.</source>
      <translation>네트워크가 하는 일, 만든 사람, 쓰이는 곳.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/network_step.py" />
      <source>The choice</source>
      <translation>선택</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/network_step.py" />
      <source>Why this version: what it saves, and what it costs.</source>
      <translation>왜 이 버전인가: 무엇을 절약하고 무엇을 치르는지.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/network_step.py" />
      <source>Measure this version</source>
      <translation>이 버전 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/network_step.py" />
      <source>Accuracy, size and latency, here</source>
      <translation>이 컴퓨터에서의 정확도, 크기, 지연 시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/network_step.py" />
      <source>Nothing is chosen yet: this is the float model. A click on the front chooses.</source>
      <translation>아직 선택한 것이 없습니다. 지금 보이는 것은 부동소수점 모델입니다. 프런트를 클릭하면 선택됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/network_step.py" />
      <source>{}, in float: {}.</source>
      <translation>{}, 부동소수점: {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/network_step.py" />
      <source>{} weights</source>
      <translation>가중치 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/network_step.py" />
      <source>{}, against the float model.</source>
      <translation>{}, 부동소수점 모델 대비.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/network_step.py" />
      <source>Accuracy: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/notes.py" />
      <source>Speaker notes – EdgeViz</source>
      <translation>발표자 노트 – EdgeViz</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/notes.py" />
      <source>Time since the presentation began</source>
      <translation>발표 시작 후 경과 시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/notes.py" />
      <source>Notes of this step</source>
      <translation>이 단계의 메모</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/notes.py" />
      <source>Kept with the project</source>
      <translation>프로젝트와 함께 저장됩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/notes.py" />
      <source>Page Down and Page Up change the step. Esc closes the notes.</source>
      <translation>Page Down과 Page Up으로 단계를 바꿉니다. Esc를 누르면 메모가 닫힙니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/notes.py" />
      <source>This is the last step.</source>
      <translation>마지막 단계입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/notes.py" />
      <source>Next: {}</source>
      <translation>다음: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/window.py" />
      <source>Presentation – EdgeViz</source>
      <translation>발표 – EdgeViz</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/window.py" />
      <source>Notes</source>
      <translation>메모</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/window.py" />
      <source>End</source>
      <translation>끝내기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/window.py" />
      <source>The speaker's notes, in a window of their own (N)</source>
      <translation>별도 창에 표시되는 발표자 메모(N)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/presentation/window.py" />
      <source>Back to the window (Esc)</source>
      <translation>창으로 돌아가기(Esc)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/profiling.py" />
      <source>The layers are being measured already.</source>
      <translation>레이어를 이미 측정하고 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Host name, IP address, or a name of your ssh configuration</source>
      <translation>호스트 이름, IP 주소 또는 ssh 설정에 있는 이름</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>The private key; one with a passphrase must be in ssh-agent</source>
      <translation>개인 키. 암호가 있는 키는 ssh-agent에 등록되어 있어야 합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>The command that starts Python there, such as ~/venv/bin/python</source>
      <translation>그곳에서 Python을 시작하는 명령(예: ~/venv/bin/python)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Threads that onnxruntime uses there</source>
      <translation>그곳에서 onnxruntime이 쓰는 스레드 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Remote devices</source>
      <translation>원격 장치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Result of the test</source>
      <translation>테스트 결과</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>The devices that can be measured on</source>
      <translation>측정할 수 있는 장치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Add</source>
      <translation>추가</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Add a remote device</source>
      <translation>원격 장치 추가</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Remove the selected device</source>
      <translation>선택한 장치 제거</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>How this device is called here</source>
      <translation>여기에서 부르는 이 장치의 이름</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Raspberry Pi in the lab</source>
      <translation>실험실의 Raspberry Pi</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Address</source>
      <translation>주소</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Port</source>
      <translation>포트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Port of the ssh server</source>
      <translation>ssh 서버의 포트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>As ssh is configured</source>
      <translation>ssh 설정대로</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>User</source>
      <translation>사용자</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Who logs in there</source>
      <translation>그곳에 로그인하는 사용자</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Choose the private key</source>
      <translation>개인 키 선택</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Identity file</source>
      <translation>키 파일</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Python command</source>
      <translation>Python 명령</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>All cores</source>
      <translation>모든 코어</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Test connection</source>
      <translation>연결 테스트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Connect, and look for Python, numpy and onnxruntime there</source>
      <translation>연결하여 그곳에 Python, numpy, onnxruntime이 있는지 확인합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Save devices</source>
      <translation>장치 저장</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Keep the list for every project</source>
      <translation>모든 프로젝트에서 쓸 수 있도록 목록을 저장합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Stop the test</source>
      <translation>테스트 중지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>{} of {} memory free</source>
      <translation>메모리 여유 {} / {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Models are sent over your own ssh and timed there; nothing is installed and no port is opened. The device needs Python 3.8 or newer, numpy and onnxruntime.</source>
      <translation>모델은 사용자의 ssh로 전송되어 그곳에서 시간을 잽니다. 아무것도 설치하지 않고 포트도 열지 않습니다. 장치에는 Python 3.8 이상, numpy, onnxruntime이 필요합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Test the connection to {}</source>
      <translation>{} 연결 테스트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>1 core</source>
      <translation>코어 1개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Ready to measure.</source>
      <translation>측정할 준비가 되었습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>No remote device yet: add one.</source>
      <translation>아직 원격 장치가 없습니다. 하나를 추가하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Connecting to {}…</source>
      <translation>{} 연결 중…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>The test was stopped.</source>
      <translation>테스트가 중지되었습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>Python {}</source>
      <translation>Python {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>numpy {}</source>
      <translation>numpy {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>onnxruntime {}</source>
      <translation>onnxruntime {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>{} cores</source>
      <translation>코어 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>governor {}</source>
      <translation>거버너 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/hosts_dialog.py" />
      <source>{} °C</source>
      <translation>{} °C</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/measuring.py" />
      <source>Measure on {}</source>
      <translation>{}에서 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/menu.py" />
      <source>Measure on a remote device</source>
      <translation>원격 장치에서 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/menu.py" />
      <source>Remote devices…</source>
      <translation>원격 장치…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/menu.py" />
      <source>Add, edit and test devices that are reached over ssh</source>
      <translation>ssh로 연결하는 장치를 추가, 편집, 시험</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/remote/menu.py" />
      <source>Measure the latency, in seconds, of the float model and the current recipe on {}</source>
      <translation>부동소수점 모델과 현재 레시피의 지연 시간을 초 단위로 측정: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>Not measured yet.</source>
      <translation>아직 측정되지 않았습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>Iterations for each layer; {} as published, 1,000 to 2,000 give most of it.</source>
      <translation>레이어당 반복 횟수. 논문에서는 {}, 1,000~2,000회면 효과 대부분을 얻습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>Post-training repairs</source>
      <translation>학습 후 보완</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>Open a model to repair what quantization does to it.</source>
      <translation>모델을 열면 양자화로 생긴 손상을 보완할 수 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>No repair is on: every weight is rounded to the nearest code.</source>
      <translation>켜진 보완이 없습니다: 모든 가중치가 가장 가까운 코드로 반올림됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>Every layer is in float: there is nothing to repair. Choose bits first.</source>
      <translation>모든 레이어가 부동소수점입니다: 보완할 것이 없습니다. 먼저 비트를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>These repairs look at what the network computes: choose data first.</source>
      <translation>이 보완은 네트워크의 계산 결과를 살펴봅니다: 먼저 데이터를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>AdaRound changes nothing here: no layer has weights of 2 to 8 bits on a uniform grid.</source>
      <translation>여기서는 AdaRound가 아무것도 바꾸지 않습니다: 균일 격자에서 2~8비트 가중치를 가진 레이어가 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>Measured: the figures above hold with these repairs.</source>
      <translation>측정됨: 위 수치는 이 보완을 적용한 값입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>Being measured. Cancel keeps the layers that are finished.</source>
      <translation>측정 중입니다. 취소해도 완료된 레이어는 유지됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>AdaRound takes minutes, so it is not measured by itself: press the button.</source>
      <translation>AdaRound는 몇 분이 걸리므로 자동으로 측정하지 않습니다: 버튼을 누르세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>Cross-layer equalization</source>
      <translation>레이어 간 균등화</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>Bias correction</source>
      <translation>편향 보정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>Batch-norm re-estimation</source>
      <translation>배치 정규화 재추정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>AdaRound</source>
      <translation>AdaRound</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>Keep the first and the last layer at 8 bits</source>
      <translation>첫 레이어와 마지막 레이어를 8비트로 유지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>Moves scale from one layer to the next so that all channels have similar ranges; the float network computes the same. Helps weights with one scale per tensor, depthwise networks above all. Needs no data and takes no time. Left out where an activation has an upper bound (ReLU6). Nagel et al. 2019.</source>
      <translation>모든 채널의 범위가 비슷해지도록 한 레이어의 스케일을 다음 레이어로 옮깁니다. 부동소수점 네트워크의 계산 결과는 같습니다. 텐서마다 스케일이 하나인 가중치, 특히 depthwise 네트워크에 도움이 됩니다. 데이터도 시간도 필요 없습니다. 활성값에 상한(ReLU6)이 있는 곳에는 적용하지 않습니다. Nagel et al. 2019.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>Takes the mean error of each output channel off the layer's bias, layer after layer. Needs calibration data; takes about as long as calibrating. Nagel et al. 2019.</source>
      <translation>각 출력 채널의 평균 오차를 레이어의 편향에서 레이어 순서대로 뺍니다. 보정 데이터가 필요하며, 보정과 비슷한 시간이 걸립니다. Nagel et al. 2019.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>Brings mean and deviation of each output channel back to those of the float network, as estimating the batch norms again does. Scales change, so it needs weights with one scale per channel; elsewhere the mean alone is corrected. Needs calibration data. Sun et al. 2019.</source>
      <translation>배치 정규화를 다시 추정할 때처럼 각 출력 채널의 평균과 편차를 부동소수점 네트워크의 값으로 되돌립니다. 스케일이 바뀌므로 채널마다 스케일이 하나인 가중치가 필요하며, 다른 경우에는 평균만 보정합니다. 보정 데이터가 필요합니다. Sun et al. 2019.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>Learns for each weight whether to round it up or down. Brings most at 4 bits and below. Needs calibration data and takes seconds to minutes for each layer; what is learned is kept on disk. Nagel et al. 2020.</source>
      <translation>가중치마다 올림할지 내림할지를 학습합니다. 4비트 이하에서 효과가 가장 큽니다. 보정 데이터가 필요하고 레이어마다 몇 초에서 몇 분이 걸리며, 학습 결과는 디스크에 보관됩니다. Nagel et al. 2020.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>Keep first and last layer at 8 bits</source>
      <translation>첫 레이어와 마지막 레이어를 8비트로 유지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>The first and the last layer do not fall below 8 bits, whatever is chosen for them; their cells show a lock. They are small and sensitive, so the field keeps them there.</source>
      <translation>첫 레이어와 마지막 레이어는 무엇을 선택하든 8비트 아래로 내려가지 않으며, 해당 칸에 자물쇠가 표시됩니다. 작고 민감한 레이어이므로 이 분야에서는 8비트로 유지합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>AdaRound: iterations for each layer</source>
      <translation>AdaRound: 레이어당 반복 횟수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>Measure now</source>
      <translation>지금 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>Repair and measure the current recipe in the background (F9)</source>
      <translation>현재 레시피를 백그라운드에서 복구하고 측정(F9)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>Iterations</source>
      <translation>반복 횟수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>AdaRound iterations</source>
      <translation>AdaRound 반복 횟수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>small and sensitive layers; no data, no time</source>
      <translation>작고 민감한 레이어, 데이터와 시간 불필요</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>weights per tensor; no data, no time</source>
      <translation>텐서별 가중치, 데이터와 시간 불필요</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>any width; needs data, seconds</source>
      <translation>모든 비트 폭, 데이터 필요, 몇 초</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>weights per channel; needs data, seconds</source>
      <translation>채널별 가중치, 데이터 필요, 몇 초</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/repairs/panel.py" />
      <source>4 bits and below; needs data, minutes</source>
      <translation>4비트 이하, 데이터 필요, 몇 분</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/candidates_model.py" />
      <source>No.</source>
      <translation>번호</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/candidates_model.py" />
      <source>Accuracy</source>
      <translation>정확도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/candidates_model.py" />
      <source>Reward</source>
      <translation>보상</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/candidates_model.py" />
      <source>Gen.</source>
      <translation>세대</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/candidates_model.py" />
      <source>Epochs</source>
      <translation>에포크</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/candidates_model.py" />
      <source>Architecture</source>
      <translation>아키텍처</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/candidates_model.py" />
      <source>In the order in which the sampler asked for them</source>
      <translation>샘플러가 요청한 순서</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/candidates_model.py" />
      <source>On training samples that were held out</source>
      <translation>따로 둔 학습 샘플에서 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/candidates_model.py" />
      <source>Accuracy as a fraction, times what the cost is worth</source>
      <translation>비율로 나타낸 정확도에 비용의 가치를 곱한 값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/candidates_model.py" />
      <source>Generation of the sampler</source>
      <translation>샘플러의 세대</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/candidates_model.py" />
      <source>What was spent on the accuracy</source>
      <translation>정확도를 구하는 데 들인 학습량</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/candidates_model.py" />
      <source>Wall time of the evaluation</source>
      <translation>평가에 걸린 실제 시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/candidates_model.py" />
      <source>Values of the choices, group by group</source>
      <translation>그룹별 선택 항목의 값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/candidates_panel.py" />
      <source>Open as model</source>
      <translation>모델로 열기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/candidates_panel.py" />
      <source>Train fully…</source>
      <translation>전체 학습…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/candidates_panel.py" />
      <source>Distil into it</source>
      <translation>이 모델로 증류</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/candidates_panel.py" />
      <source>Candidates are listed here with everything that is known of them.</source>
      <translation>후보와 후보에 관해 알려진 모든 내용이 여기에 나열됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/candidates_panel.py" />
      <source>Candidates of the search</source>
      <translation>탐색의 후보</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/candidates_panel.py" />
      <source>Train it as in the search, and open it in the explorer (Enter)</source>
      <translation>탐색할 때와 같은 방식으로 학습하여 ‘살펴보기’에서 엽니다(Enter)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/candidates_panel.py" />
      <source>Train it for longer, on all samples, and open it</source>
      <translation>모든 샘플로 더 오래 학습하여 엽니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/candidates_panel.py" />
      <source>Make it the student of the open model in the Train workspace</source>
      <translation>학습 작업 공간에서 열린 모델의 학생으로 만듭니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/deriving.py" />
      <source>Space of the open model</source>
      <translation>열린 모델의 탐색 공간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/drawing.py" />
      <source>Architectures</source>
      <translation>아키텍처</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/drawing.py" />
      <source>&lt;p&gt;A bar is a layer: its length the channels, its thickness the kernel, its colour the operator&lt;/p&gt;</source>
      <translation>&lt;p&gt;막대 하나가 레이어입니다. 길이는 채널, 두께는 커널, 색은 연산자를 나타냅니다&lt;/p&gt;</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/drawing.py" />
      <source>The best architecture is drawn here, beside a MobileNet-like one.</source>
      <translation>가장 좋은 아키텍처가 MobileNet과 비슷한 아키텍처와 나란히 여기에 그려집니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/drawing.py" />
      <source>Best so far</source>
      <translation>지금까지 최고</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/drawing.py" />
      <source>Chosen candidate</source>
      <translation>선택한 후보</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/drawing.py" />
      <source>MobileNetV2-like</source>
      <translation>MobileNetV2와 유사</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/drawing.py" />
      <source>The whole model</source>
      <translation>전체 모델</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/drawing.py" />
      <source>for comparison</source>
      <translation>비교용</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/effort_fields.py" />
      <source>Effort</source>
      <translation>탐색량</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/effort_fields.py" />
      <source>The search ends when so many are evaluated</source>
      <translation>이만큼 평가하면 탐색이 끝납니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/effort_fields.py" />
      <source> min</source>
      <translation> min</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/effort_fields.py" />
      <source>no limit</source>
      <translation>제한 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/effort_fields.py" />
      <source>Minutes</source>
      <translation>분</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/effort_fields.py" />
      <source>After so many minutes no further candidate is begun; 0 for no limit</source>
      <translation>이 시간(분)이 지나면 새 후보를 시작하지 않습니다. 0은 제한 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/effort_fields.py" />
      <source>Workers</source>
      <translation>작업자</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/effort_fields.py" />
      <source>Processes of this machine that evaluate at once. Latencies measured here are only as good as the machine is idle: use fewer workers than cores.</source>
      <translation>이 컴퓨터에서 동시에 평가하는 프로세스 수. 여기서 측정한 지연 시간은 컴퓨터가 한가할수록 정확하므로 코어 수보다 적게 쓰세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/effort_fields.py" />
      <source>Candidates of a round</source>
      <translation>라운드당 후보</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/effort_fields.py" />
      <source>The sampler is told a whole round at once, so the search is the same whatever the number of workers</source>
      <translation>샘플러에는 한 라운드의 결과를 한꺼번에 알려 주므로 작업자 수와 관계없이 탐색이 같습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/effort_fields.py" />
      <source>Tell results as they come in</source>
      <translation>결과를 나오는 대로 전달</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/effort_fields.py" />
      <source>No worker waits for a round to be complete, but two runs with the same seed differ</source>
      <translation>라운드가 끝나기를 기다리는 작업자는 없지만, 시드가 같아도 두 실행의 결과가 다릅니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/effort_fields.py" />
      <source>none: this machine</source>
      <translation>없음: 이 컴퓨터</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/effort_fields.py" />
      <source>Dask scheduler</source>
      <translation>Dask 스케줄러</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/effort_fields.py" />
      <source>Address of a Dask cluster, such as tcp://10.0.0.5:8786, whose workers evaluate instead of this machine. Whoever runs that cluster can run code here and there: use one that you trust.</source>
      <translation>이 컴퓨터 대신 평가할 작업자가 있는 Dask 클러스터의 주소(예: tcp://10.0.0.5:8786). 그 클러스터를 운영하는 사람은 그곳과 여기에서 코드를 실행할 수 있으니 신뢰하는 클러스터만 쓰세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/effort_fields.py" />
      <source>Round</source>
      <translation>라운드</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/effort_fields.py" />
      <source>Dask</source>
      <translation>Dask</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/effort_fields.py" />
      <source>{} candidates</source>
      <translation>후보 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/effort_fields.py" />
      <source>{} min</source>
      <translation>{} min</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/form.py" />
      <source>What candidates learn and are judged on</source>
      <translation>후보를 학습하고 판정하는 데 쓰는 데이터</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/form.py" />
      <source>What the search is called in lists; its settings by default</source>
      <translation>목록에 표시되는 탐색의 이름. 기본값은 탐색 설정입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/form.py" />
      <source>Settings of the search</source>
      <translation>탐색 설정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/form.py" />
      <source>Estimated time</source>
      <translation>예상 시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/form.py" />
      <source>Start search</source>
      <translation>탐색 시작</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/form.py" />
      <source>The differentiable search needs latencies of single layers: choose the table or a modelled device.</source>
      <translation>미분 가능 탐색에는 레이어별 지연 시간이 필요합니다: 표 또는 모델링된 장치를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/form.py" />
      <source>No data chosen</source>
      <translation>선택한 데이터 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/form.py" />
      <source>Search in the background (Ctrl+Return)</source>
      <translation>백그라운드에서 탐색(Ctrl+Return)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/form.py" />
      <source>the time is told after the first candidates</source>
      <translation>소요 시간은 첫 후보들이 끝나면 표시됩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/form.py" />
      <source>Data: {} {}</source>
      <translation>데이터: {} {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/goal_fields.py" />
      <source>Goal</source>
      <translation>목표</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/goal_fields.py" />
      <source>Cost</source>
      <translation>비용</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/goal_fields.py" />
      <source>What accuracy is traded against</source>
      <translation>정확도와 맞바꾸는 값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/goal_fields.py" />
      <source>Target</source>
      <translation>목푯값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/goal_fields.py" />
      <source>T of the reward: what a network may cost. The dashed line of the plot</source>
      <translation>보상의 T: 네트워크에 허용되는 비용. 그래프의 점선입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/goal_fields.py" />
      <source>Accuracy × (cost / target)^w. Tan et al. 2019, MnasNet</source>
      <translation>정확도 × (비용 / 목푯값)^w. Tan et al. 2019, MnasNet</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/goal_fields.py" />
      <source>Exponent up to the target</source>
      <translation>목푯값 이내의 지수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/goal_fields.py" />
      <source>α: w where the cost meets the target</source>
      <translation>α: 비용이 목푯값 이내일 때의 w</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/goal_fields.py" />
      <source>Exponent beyond the target</source>
      <translation>목푯값 초과의 지수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/goal_fields.py" />
      <source>β: w where the cost is above the target</source>
      <translation>β: 비용이 목푯값을 넘을 때의 w</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/goal_fields.py" />
      <source>α, below</source>
      <translation>α, 이내</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/goal_fields.py" />
      <source>β, beyond</source>
      <translation>β, 초과</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/goal_fields.py" />
      <source>This sampler seeks the front of accuracy and {}; the reward ranks what it found.</source>
      <translation>이 샘플러는 정확도 및 {}의 프런트를 탐색합니다. 보상은 찾아낸 후보의 순위를 매깁니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/goal_fields.py" />
      <source>Accuracy × ({} / {})^w, w = {} up to the target and {} beyond it.</source>
      <translation>정확도 × ({} / {})^w, w = {} (목표 이하), {} (목표 초과).</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/goal_fields.py" />
      <source>Soft (−0.07, −0.07)</source>
      <translation>소프트 (−0.07, −0.07)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/goal_fields.py" />
      <source>Twice the latency for 5 % more accuracy, on both sides</source>
      <translation>목푯값의 양쪽에서 지연 시간 2배를 정확도 5% 향상과 맞바꿉니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/goal_fields.py" />
      <source>Hard (0, −1)</source>
      <translation>하드 (0, −1)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/goal_fields.py" />
      <source>Nothing for being faster than the target, full price beyond it</source>
      <translation>목푯값보다 빨라도 이득이 없고, 넘으면 초과분이 그대로 감점됩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/goal_fields.py" />
      <source>Own exponents</source>
      <translation>지수 직접 지정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/goal_fields.py" />
      <source>Any two exponents that are not above 0</source>
      <translation>0보다 크지 않은 임의의 두 지수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/goal_fields.py" />
      <source>Target ({})</source>
      <translation>목표 ({})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>No device has a table of measured layers yet: calibrate this machine under Device.</source>
      <translation>아직 레이어 측정 표가 있는 장치가 없습니다. 장치 메뉴에서 이 컴퓨터를 보정하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>No remote device is known yet: add one under Device.</source>
      <translation>아직 알려진 원격 장치가 없습니다. 장치 메뉴에서 추가하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Accuracy by</source>
      <translation>정확도 산출</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>How the accuracy of a candidate is found</source>
      <translation>후보의 정확도를 구하는 방법</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Of each candidate; of the longest rung, or of the shared network, where those are used</source>
      <translation>후보마다의 에포크. 단계별 학습이나 공유 네트워크를 쓰는 경우에는 가장 긴 단계 또는 공유 네트워크의 에포크</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Samples in one step of the training</source>
      <translation>학습 한 스텝의 샘플 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Optimizer</source>
      <translation>옵티마이저</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Of each candidate's training</source>
      <translation>각 후보의 학습에 쓰는 옵티마이저</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Learning rate</source>
      <translation>학습률</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>At the start; half a cosine leads to zero</source>
      <translation>시작할 때의 값. 반주기 코사인으로 0까지 줄어듭니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>all</source>
      <translation>모두</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Training samples</source>
      <translation>학습 샘플</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>At most so many for each candidate</source>
      <translation>후보마다 최대 이만큼</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Held-out samples</source>
      <translation>따로 둔 샘플</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Training samples by which candidates are judged, at most; the data's validation samples are kept for the networks that are chosen</source>
      <translation>후보를 판정하는 데 쓰는 학습 샘플의 최대 수. 데이터의 검증 샘플은 최종 선택한 네트워크를 위해 남겨 둡니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Rungs</source>
      <translation>단계 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Budgets of training, from short to the epochs above</source>
      <translation>짧은 학습부터 위의 에포크까지 나눈 학습 예산의 단계 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Factor of a rung</source>
      <translation>단계별 배수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>One of so many candidates goes on, with so many times the epochs</source>
      <translation>후보가 이 수만큼 있을 때 하나만 다음 단계로 가고, 에포크는 이 배수로 늘어납니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Screening</source>
      <translation>선별</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>A score without training that chooses among the drawn</source>
      <translation>추출한 아키텍처 중에서 고르는 데 쓰는, 학습이 필요 없는 점수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Drawn for one</source>
      <translation>후보당 추출 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Architectures drawn for each one that is evaluated</source>
      <translation>평가할 아키텍처 하나당 추출하는 아키텍처 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Latency</source>
      <translation>지연 시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Latency by</source>
      <translation>지연 시간 산출</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Where a candidate's latency comes from; every point says</source>
      <translation>후보의 지연 시간을 얻는 방법. 점마다 표시됩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Whose latency and energy are modelled</source>
      <translation>지연 시간과 에너지를 모델링할 장치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Measured layers of</source>
      <translation>측정된 레이어의 장치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Whose measured layers are summed up</source>
      <translation>측정된 레이어 시간을 합산할 장치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Measure the layers of the space</source>
      <translation>탐색 공간의 레이어 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Time some of its networks layer by layer on this machine: what latencies are added up from</source>
      <translation>이 컴퓨터에서 탐색 공간의 네트워크 몇 개를 레이어별로 측정합니다. 지연 시간은 이 값을 더해 구합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Remote device</source>
      <translation>원격 장치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Where candidates are timed over ssh; Device, Measure on a remote device lists and tests them</source>
      <translation>ssh로 후보의 시간을 측정할 장치. ‘장치 &gt; 원격 장치에서 측정’에서 목록을 보고 테스트할 수 있습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>all but one</source>
      <translation>하나 빼고 모두</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Of onnxruntime while a candidate is timed</source>
      <translation>후보의 시간을 측정할 때 onnxruntime이 쓰는 스레드 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Samples in one inference</source>
      <translation>추론 한 번의 샘플 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>1 is what a device does live</source>
      <translation>실시간으로 동작하는 장치는 1입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source> s</source>
      <translation> s</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Timed (seconds)</source>
      <translation>측정 시간(초)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Seconds of timed runs for each candidate</source>
      <translation>후보마다 실행 시간을 측정하는 초 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Found by</source>
      <translation>산출 방법</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Layers of</source>
      <translation>레이어의 장치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Timed for</source>
      <translation>측정 시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Factor</source>
      <translation>배수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Batch</source>
      <translation>배치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Rate</source>
      <translation>학습률</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Held out</source>
      <translation>따로 둔 샘플</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>No device has a table of measured layers.</source>
      <translation>레이어 측정 표가 있는 장치가 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>Choose another source.</source>
      <translation>다른 출처를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/judge_fields.py" />
      <source>{} epochs</source>
      <translation>{}에포크</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/making.py" />
      <source>Choose a candidate.</source>
      <translation>후보를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/making.py" />
      <source>Another candidate is being trained.</source>
      <translation>다른 후보를 학습하고 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/making.py" />
      <source>{}, candidate {}</source>
      <translation>{}, 후보 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/making.py" />
      <source>This candidate could not be evaluated: {}</source>
      <translation>이 후보는 평가할 수 없었습니다: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/making.py" />
      <source>Train: {}</source>
      <translation>학습: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/making.py" />
      <source>Training {}…</source>
      <translation>{} 학습 중…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/making.py" />
      <source>{} is the open model; Undo goes back</source>
      <translation>열린 모델: {}. 실행 취소하면 이전으로 돌아갑니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/matters_panel.py" />
      <source>Two or more candidates become lines here. Drag along an axis to filter.</source>
      <translation>후보가 둘 이상이면 여기에 선으로 나타납니다. 축을 따라 드래그하면 필터링됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/matters_panel.py" />
      <source>Candidates as parallel coordinates</source>
      <translation>평행 좌표로 나타낸 후보</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/matters_panel.py" />
      <source>Left and Right walk along the candidates, Enter chooses one, Escape clears the ranges.</source>
      <translation>왼쪽·오른쪽 화살표로 후보를 따라 이동하고, Enter로 선택하고, Escape로 범위를 지웁니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/matters_panel.py" />
      <source>Importance of the choices</source>
      <translation>선택지의 중요도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/matters_panel.py" />
      <source>Figure</source>
      <translation>수치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/matters_panel.py" />
      <source>What the choices are held against</source>
      <translation>선택지의 영향을 비교할 기준 수치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/matters_panel.py" />
      <source>Matters to</source>
      <translation>영향 대상</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/matters_panel.py" />
      <source>{} candidates; the choices one by one explain {} of those left out. Right: the best on average.</source>
      <translation>후보 {}개; 선택 항목을 하나씩 보았을 때 제외해 둔 후보에 대한 설명력은 {}입니다. 오른쪽: 평균적으로 가장 좋은 값.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/matters_panel.py" />
      <source>Candidate {}</source>
      <translation>후보 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/matters_panel.py" />
      <source>Which choices matter is shown here after ten candidates.</source>
      <translation>후보가 10개 모이면 어떤 선택 항목이 중요한지 여기에 표시됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/page.py" />
      <source>There is no search.</source>
      <translation>탐색이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/page.py" />
      <source>It waits for the candidates that are being evaluated.</source>
      <translation>평가 중인 후보가 끝나기를 기다리고 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/page.py" />
      <source>Candidates evaluated</source>
      <translation>평가한 후보</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/page.py" />
      <source>Pause</source>
      <translation>일시 중지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/page.py" />
      <source>Resume</source>
      <translation>재개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/page.py" />
      <source>Stop</source>
      <translation>중지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/page.py" />
      <source>Colours: generation</source>
      <translation>색상: 세대</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/page.py" />
      <source>&lt;p&gt;Colour: generation of the sampler that asked for a candidate. Circles: latency measured; diamonds: predicted or modelled. Star: the best reward. Small: stopped early.&lt;/p&gt;</source>
      <translation>&lt;p&gt;색상: 후보를 요청한 샘플러의 세대. 원: 지연 시간 측정됨, 마름모: 예측됨 또는 모델링됨. 별: 최고 보상. 작은 표시: 일찍 중단됨.&lt;/p&gt;</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/page.py" />
      <source>Generation 0</source>
      <translation>세대 0</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/page.py" />
      <source>It is not running.</source>
      <translation>실행 중이 아닙니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/page.py" />
      <source>Finish the candidates that are being evaluated, and begin no other</source>
      <translation>평가 중인 후보까지만 마치고 새 후보는 시작하지 않습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/page.py" />
      <source>Go on where it was: no candidate is evaluated twice</source>
      <translation>멈춘 곳부터 이어서 진행합니다. 같은 후보를 두 번 평가하지 않습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/page.py" />
      <source>End at once (Esc); candidates that are known are kept</source>
      <translation>즉시 끝냅니다(Esc). 이미 평가한 후보는 남습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/page.py" />
      <source>pausing</source>
      <translation>일시 중지하는 중</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/page.py" />
      <source>{} of {} candidates</source>
      <translation>후보 {}/{}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/page.py" />
      <source>It is running or finished.</source>
      <translation>실행 중이거나 끝났습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/page.py" />
      <source>{} failed</source>
      <translation>실패 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/progress_panel.py" />
      <source>By time</source>
      <translation>시간 기준</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/progress_panel.py" />
      <source>Draw against the seconds of the search instead of evaluations</source>
      <translation>평가 횟수 대신 탐색 시간(초)에 따라 그립니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/progress_panel.py" />
      <source>Second plot</source>
      <translation>두 번째 그래프</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/progress_panel.py" />
      <source>What is drawn beside the reward</source>
      <translation>보상 옆에 그릴 값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/progress_panel.py" />
      <source>Beside it</source>
      <translation>함께 표시</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/progress_panel.py" />
      <source>Best reward</source>
      <translation>최고 보상</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/progress_panel.py" />
      <source>Reward of the search</source>
      <translation>탐색의 보상</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/progress_panel.py" />
      <source>Second plot of the search</source>
      <translation>탐색의 두 번째 그래프</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/progress_panel.py" />
      <source>Volume</source>
      <translation>하이퍼볼륨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/progress_panel.py" />
      <source>Dominated by accuracy and cost, as a share of the last</source>
      <translation>정확도와 비용 평면에서 지배되는 영역, 마지막 값에 대한 비율</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/progress_panel.py" />
      <source>What the sampler says of itself</source>
      <translation>샘플러가 알려 주는 자체 상태</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/progress_panel.py" />
      <source>Reward and dominated volume are drawn here while a search goes on.</source>
      <translation>탐색이 진행되는 동안 보상과 지배 부피가 여기에 그려집니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/progress_panel.py" />
      <source>Seconds</source>
      <translation>초</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/progress_panel.py" />
      <source>Evaluations</source>
      <translation>평가</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/progress_panel.py" />
      <source>{}, now {}. R or a double click shows all.</source>
      <translation>{}, 현재 {}. R 또는 두 번 클릭으로 모두 표시합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/progress_panel.py" />
      <source>evaluation {}</source>
      <translation>평가 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/progress_panel.py" />
      <source>best reward {}</source>
      <translation>최고 보상 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/runs_model.py" />
      <source>State</source>
      <translation>상태</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/runs_model.py" />
      <source>Name, or what the search was asked for</source>
      <translation>이름 또는 탐색에 요청한 내용</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/runs_model.py" />
      <source>Candidates evaluated, of how many</source>
      <translation>평가한 후보 수와 전체 후보 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/runs_model.py" />
      <source>Best reward: accuracy as a fraction, times what its cost is worth</source>
      <translation>최고 보상: 0~1로 나타낸 정확도에 비용의 가치를 곱한 값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/runs_model.py" />
      <source>Seed {}</source>
      <translation>시드 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/runs_model.py" />
      <source>Started: {}</source>
      <translation>시작: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/runs_panel.py" />
      <source>Select a search.</source>
      <translation>탐색을 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/runs_panel.py" />
      <source>Use these settings</source>
      <translation>이 설정 사용</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/runs_panel.py" />
      <source>Nothing was searched yet. Every search is listed here with all its candidates, also one that was interrupted.</source>
      <translation>아직 탐색한 것이 없습니다. 중단된 탐색을 포함해 모든 탐색이 모든 후보와 함께 여기에 나열됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/runs_panel.py" />
      <source>Searches, newest first</source>
      <translation>탐색, 최신순</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/runs_panel.py" />
      <source>Put the settings of this search in the form</source>
      <translation>이 탐색의 설정을 양식에 채웁니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/runs_panel.py" />
      <source>Take this search and its candidates out of the project (Del)</source>
      <translation>이 탐색과 후보를 프로젝트에서 제거합니다(Del)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/runs_panel.py" />
      <source>Stop it first.</source>
      <translation>먼저 중지하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/sampler_fields.py" />
      <source>Sampler</source>
      <translation>샘플러</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/sampler_fields.py" />
      <source>What decides which architecture comes next</source>
      <translation>다음 아키텍처를 정하는 방법</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/sampler_fields.py" />
      <source>The same seed, space, data and batch give the same search</source>
      <translation>시드, 탐색 공간, 데이터, 배치가 같으면 탐색도 같습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/sampler_fields.py" />
      <source>{} to {}</source>
      <translation>{} ~ {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/sampler_fields.py" />
      <source>seed {}</source>
      <translation>시드 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/save_menu.py" />
      <source>Show everything	R</source>
      <translation>모두 표시	R</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/save_menu.py" />
      <source>Save the numbers as CSV…</source>
      <translation>수치를 CSV로 저장…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/scatter.py" />
      <source>This search ended before a candidate was known. Resume it below.</source>
      <translation>이 탐색은 후보가 나오기 전에 끝났습니다. 아래에서 재개하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/scatter.py" />
      <source>{} candidates; best {}. {}</source>
      <translation>후보 {}개; 최고 {}. {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/scatter.py" />
      <source>Left and Right walk along the candidates, Enter opens one as a model, R shows all.</source>
      <translation>왼쪽/오른쪽 화살표로 후보를 차례로 이동하고, Enter로 모델로 열고, R로 모두 표시합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/scatter.py" />
      <source>Candidates: accuracy against cost</source>
      <translation>후보: 정확도 대 비용</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/scatter.py" />
      <source>Left and Right walk along the candidates by their cost, Enter opens the chosen one as a model, Home or R shows all.</source>
      <translation>왼쪽/오른쪽 화살표로 후보를 비용 순서대로 이동하고, Enter로 선택한 후보를 모델로 열고, Home 또는 R로 모두 표시합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/scatter.py" />
      <source>Held-out accuracy (%)</source>
      <translation>따로 둔 샘플 정확도 (%)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/scatter.py" />
      <source>Every candidate becomes a point here: its accuracy against its cost.
Start a search on the left.</source>
      <translation>모든 후보가 여기에 점으로 표시됩니다: 비용에 대한 정확도.
왼쪽에서 탐색을 시작하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/scatter.py" />
      <source>The first candidates are being evaluated: their points come in a moment.</source>
      <translation>첫 후보들을 평가하고 있습니다: 곧 점이 나타납니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/scatter.py" />
      <source>No candidate could be evaluated. The table below says why.</source>
      <translation>평가할 수 있는 후보가 없었습니다. 아래 표에 이유가 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/scatter.py" />
      <source>reward {} · generation {}</source>
      <translation>보상 {} · 세대 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/scatter.py" />
      <source>target {}</source>
      <translation>목표 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/searches.py" />
      <source>Open a model first: its data is what candidates are trained with.</source>
      <translation>먼저 모델을 여세요: 후보를 그 모델의 데이터로 학습합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/searches.py" />
      <source>A search needs labelled samples: choose data first (Ctrl+D).</source>
      <translation>탐색에는 레이블이 있는 샘플이 필요합니다: 먼저 데이터를 선택하세요(Ctrl+D).</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/searches.py" />
      <source>Candidates take images as channels × height × width, and these samples are none.</source>
      <translation>후보는 채널 × 높이 × 너비 형태의 이미지를 입력받지만, 이 샘플은 이미지가 아닙니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/searches.py" />
      <source>Nothing can be searched now.</source>
      <translation>지금은 탐색할 수 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/searches.py" />
      <source>Search: {}</source>
      <translation>탐색: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/searches.py" />
      <source>The device {} is not known any more.</source>
      <translation>더 이상 없는 장치입니다: {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/searches.py" />
      <source>The remote device {} is not known any more.</source>
      <translation>더 이상 없는 원격 장치입니다: {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>What the space is called in lists</source>
      <translation>목록에 표시되는 탐색 공간의 이름</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>Builder</source>
      <translation>빌더</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>Which rules make a network of the choices</source>
      <translation>선택지로 네트워크를 만드는 규칙</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>Choices</source>
      <translation>선택지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>A choice behind the selected one</source>
      <translation>선택한 항목 뒤에 선택지를 추가합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>Take the selected choices out</source>
      <translation>선택한 선택지를 제거합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>Up</source>
      <translation>위로</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>Before the choice above: conditions look upwards</source>
      <translation>위의 선택지 앞으로 옮깁니다. 조건은 위쪽 선택지를 참조합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>Save as mine</source>
      <translation>내 공간으로 저장</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>Delete mine</source>
      <translation>내 공간 삭제</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>Delete your own space</source>
      <translation>직접 만든 탐색 공간을 삭제합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>Read a space from a TOML file</source>
      <translation>TOML 파일에서 탐색 공간을 읽습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>Write the space to a TOML file</source>
      <translation>탐색 공간을 TOML 파일에 씁니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>Without saving what was changed since</source>
      <translation>마지막 저장 이후의 변경은 저장하지 않습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>Import a search space</source>
      <translation>탐색 공간 가져오기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>Export the search space</source>
      <translation>탐색 공간 내보내기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>Search spaces (*.toml)</source>
      <translation>탐색 공간 (*.toml)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>Not a space yet</source>
      <translation>아직 탐색 공간이 아님</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>Only a space that you have saved can be deleted.</source>
      <translation>직접 저장한 탐색 공간만 삭제할 수 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>working out the sizes…</source>
      <translation>크기 계산 중…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>Sizes of a space</source>
      <translation>탐색 공간의 크기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>MACs {} to {}, parameters {} to {}: the ends of the space, and some at random: {} networks</source>
      <translation>MACs {} ~ {}, 매개변수 {} ~ {}: 탐색 공간의 양 끝과 무작위 네트워크, 총 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_dialog.py" />
      <source>{} architectures</source>
      <translation>아키텍처 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_fields.py" />
      <source>The architectures that there are to choose from</source>
      <translation>선택할 수 있는 아키텍처</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_fields.py" />
      <source>Edit…</source>
      <translation>편집…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_fields.py" />
      <source>Edit the space</source>
      <translation>탐색 공간 편집</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_fields.py" />
      <source>Choices, values and sizes; saved as one of yours</source>
      <translation>선택지, 값, 크기를 바꾸어 내 공간으로 저장합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_fields.py" />
      <source>From the open model</source>
      <translation>열린 모델에서</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_fields.py" />
      <source>Widths and depths of the open network become the choices of a space</source>
      <translation>열린 네트워크의 너비와 깊이가 탐색 공간의 선택지가 됩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_fields.py" />
      <source>No search space is chosen.</source>
      <translation>선택한 탐색 공간이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_fields.py" />
      <source>Choose one.</source>
      <translation>하나를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_fields.py" />
      <source>Its networks are rows of a table, for benchmarks: nothing is built.</source>
      <translation>네트워크가 벤치마크용 표의 행입니다: 실제로 만들지 않습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_models.py" />
      <source>Choice</source>
      <translation>선택 항목</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_models.py" />
      <source>Such as block1.kernel; what stands before the dot is its group</source>
      <translation>예: block1.kernel. 점 앞부분이 그룹입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_models.py" />
      <source>Values</source>
      <translation>값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_models.py" />
      <source>With commas between them: 3, 5 or conv, inverted</source>
      <translation>쉼표로 구분: 3, 5 또는 conv, inverted</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_models.py" />
      <source>Only where</source>
      <translation>적용 조건</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_models.py" />
      <source>An earlier choice = its values; with ; between several. Empty: always</source>
      <translation>앞선 선택 항목 = 그 값. 여러 개는 ;로 구분합니다. 비워 두면 항상 적용됩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_models.py" />
      <source>Setting</source>
      <translation>설정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_models.py" />
      <source>What the networks have in common</source>
      <translation>네트워크들이 공통으로 갖는 것</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/space_models.py" />
      <source>A number, [a, list] or "a text"; filters and channels are numbers of channels</source>
      <translation>숫자, [값, 값] 목록 또는 "텍스트". 필터와 채널은 채널 수입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/tabling.py" />
      <source>Measure the layers of {}</source>
      <translation>{}의 레이어 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/tabling.py" />
      <source>This machine has no profile yet.</source>
      <translation>이 컴퓨터에는 아직 프로필이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/tabling.py" />
      <source>Calibrate it under Device first.</source>
      <translation>먼저 장치 메뉴에서 보정하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/train_dialog.py" />
      <source>Train a candidate</source>
      <translation>후보 학습</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/train_dialog.py" />
      <source>It begins anew, on all training samples, and becomes a model of the project that is opened. It waits for a search that is running.</source>
      <translation>모든 학습 샘플로 처음부터 시작하며, 프로젝트의 모델이 되어 열립니다. 실행 중인 탐색이 있으면 끝날 때까지 기다립니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/workspace.py" />
      <source>Search for architectures as the form says, in the background (Ctrl+Return)</source>
      <translation>양식에 적은 대로 백그라운드에서 아키텍처 탐색(Ctrl+Return)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/workspace.py" />
      <source>Sea&amp;rch</source>
      <translation>탐색(&amp;R)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/workspace.py" />
      <source>Edit the search space…</source>
      <translation>탐색 공간 편집…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/workspace.py" />
      <source>Open a model first</source>
      <translation>먼저 모델을 여세요</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/workspace.py" />
      <source>Choices, values, conditions and sizes (Ctrl+Shift+A)</source>
      <translation>선택 항목, 값, 조건, 크기(Ctrl+Shift+A)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>A click sorts by this width, the worst first; another restores the model's order.</source>
      <translation>클릭하면 이 비트 폭을 기준으로 나쁜 것부터 정렬하고, 다시 클릭하면 모델 순서로 되돌립니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>The layer's name in the model. A click restores the model's order.</source>
      <translation>모델 안의 레이어 이름. 클릭하면 모델 순서로 되돌립니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>This is the layer's width now.</source>
      <translation>레이어의 현재 비트 폭입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>Click, Enter or Space gives the layer this width.</source>
      <translation>클릭, Enter 또는 Space로 레이어를 이 비트 폭으로 설정합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>This method looks at weights alone: Fisher and Measured cover activations.</source>
      <translation>이 방법은 가중치만 살펴봅니다: 활성값은 Fisher와 측정이 다룹니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>Not known yet.</source>
      <translation>아직 알 수 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>Sensitivity of layers to widths</source>
      <translation>비트 폭에 대한 레이어 민감도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>Arrows move, Enter or Space gives the layer the width of the cell.</source>
      <translation>화살표 키로 이동하고, Enter 또는 Space로 레이어를 셀의 비트 폭으로 설정합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>How sensitivity is found</source>
      <translation>민감도를 구하는 방법</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>Worst first</source>
      <translation>나쁜 것부터</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>Most sensitive layers first</source>
      <translation>가장 민감한 레이어부터</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>The layers that lose most first, instead of the model's order</source>
      <translation>모델 순서 대신 손실이 가장 큰 레이어부터</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>Plot</source>
      <translation>그래프</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>Show as a plot</source>
      <translation>그래프로 표시</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>Lines over the layers, one for each width, instead of the heat map</source>
      <translation>히트맵 대신 레이어에 따른 선을 비트 폭마다 하나씩 표시</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>Open a model to see which layers suffer from which width.</source>
      <translation>모델을 열면 어떤 레이어가 어떤 비트 폭에서 나빠지는지 볼 수 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>SQNR (instant)</source>
      <translation>SQNR (즉시)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>How much noise rounding adds to the weights. Needs no data; says nothing about activations.</source>
      <translation>반올림이 가중치에 더하는 잡음의 양. 데이터가 필요 없지만 활성값에 대해서는 알 수 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>Fisher (instant)</source>
      <translation>Fisher (즉시)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>What the noise costs the loss, from the squared gradients of one pass over the data.</source>
      <translation>데이터를 한 번 통과시킨 기울기 제곱으로 구한, 잡음이 손실에 주는 영향입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>Hessian trace</source>
      <translation>헤시안 대각합</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>HAWQ-V2: the mean second derivative of the loss, from random vectors, times the squared rounding error. Of weights alone; stops once the trace is known to 10 %.</source>
      <translation>HAWQ-V2: 무작위 벡터로 구한 손실의 평균 2차 도함수에 제곱 반올림 오차를 곱합니다. 가중치만 다루며, 대각합을 10 % 정확도로 알면 멈춥니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>Runs the model once for each layer and width. Slow, and the most faithful.</source>
      <translation>레이어와 비트 폭마다 모델을 한 번씩 실행합니다. 느리지만 가장 충실합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>less loss</source>
      <translation>손실 적음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>more</source>
      <translation>많음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>Stop; what is known already stays</source>
      <translation>중지. 이미 구한 것은 유지됩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>Measure sensitivity</source>
      <translation>민감도 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>Estimate sensitivity</source>
      <translation>민감도 추정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>activation</source>
      <translation>활성값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>Go on</source>
      <translation>계속</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>Everything is known for this model and data.</source>
      <translation>이 모델과 데이터에 대해 모두 구했습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>Set {} of {} to {} bits</source>
      <translation>{} 설정 ({}): {}비트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>from few samples so far</source>
      <translation>지금까지는 적은 샘플 기준</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/panel.py" />
      <source>{} of {} cells</source>
      <translation>셀 {}/{}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/plot.py" />
      <source>Sensitivity of layers to widths, as a plot</source>
      <translation>비트 폭에 대한 레이어 민감도, 그래프</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/plot.py" />
      <source>Left and Right choose the layer before and after.</source>
      <translation>왼쪽/오른쪽 화살표로 이전 및 다음 레이어를 선택합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/plot.py" />
      <source>SQNR (dB)</source>
      <translation>SQNR (dB)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/plot.py" />
      <source>Loss (10⁻³ nat)</source>
      <translation>손실 (10⁻³ nat)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/probing.py" />
      <source>This needs data. SQNR of the weights works without.</source>
      <translation>데이터가 필요합니다. 가중치의 SQNR은 데이터 없이도 사용할 수 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/probing.py" />
      <source>The model cannot be executed ({} not covered). SQNR of the weights works.</source>
      <translation>모델을 실행할 수 없습니다(지원되지 않음: {}). 가중치의 SQNR은 사용할 수 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/view.py" />
      <source>Colour scale: from the least loss to the largest, logarithmic</source>
      <translation>색상 척도: 가장 작은 손실에서 가장 큰 손실까지, 로그</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/shell/history.py" />
      <source>Undo history</source>
      <translation>실행 취소 기록</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/shell/history.py" />
      <source>Click a step, or walk with the arrow keys, to go back or forward to it</source>
      <translation>단계를 클릭하거나 화살표 키로 이동하면 그 단계로 되돌아가거나 앞으로 갑니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/shell/history.py" />
      <source>As opened</source>
      <translation>처음 연 상태</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/shell/history.py" />
      <source>Steps below the chosen one can be redone until something else is edited.</source>
      <translation>선택한 단계 아래의 단계는 다른 것을 편집하기 전까지 다시 실행할 수 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/shell/shell.py" />
      <source>Find and run any command, or go to a layer</source>
      <translation>명령을 찾아 실행하거나 레이어로 이동</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/shell/shell.py" />
      <source>Command palette…</source>
      <translation>명령 팔레트…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/shell/shell.py" />
      <source>Give the panel that has the focus a window of its own, or take it back</source>
      <translation>포커스가 있는 패널을 별도 창으로 분리하거나 다시 도크에 넣습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/shell/shell.py" />
      <source>Not possible as things are</source>
      <translation>현재 상태에서는 불가능</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/shell/shell.py" />
      <source>Commands</source>
      <translation>명령</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/shell/shell.py" />
      <source>Undock or dock the panel</source>
      <translation>패널을 도크에서 분리하거나 도크에 넣기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/shell/shell.py" />
      <source>Settings…</source>
      <translation>설정…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/shell/shell.py" />
      <source>Log…</source>
      <translation>로그…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/shell/shell.py" />
      <source>Select a layer first</source>
      <translation>먼저 레이어를 선택하세요</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/shell/shell.py" />
      <source>Data</source>
      <translation>데이터</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/shell/shell.py" />
      <source>Uniform</source>
      <translation>균일</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/shell/shell.py" />
      <source>Nothing to undo</source>
      <translation>실행 취소할 것이 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/shell/shell.py" />
      <source>Nothing to redo</source>
      <translation>다시 실행할 것이 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/shell/shell.py" />
      <source>Not possible for the selected layers</source>
      <translation>선택한 레이어에는 불가능</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/shell/shell.py" />
      <source>Go into a panel first, by Tab or a click</source>
      <translation>먼저 Tab이나 클릭으로 패널에 들어가세요</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/shell/workspace_switch.py" />
      <source>Workspace</source>
      <translation>작업 공간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/shell/workspace_switch.py" />
      <source>Go to the workspace {}</source>
      <translation>작업 공간으로 이동: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/shell/workspaces.py" />
      <source>Panels that share this place</source>
      <translation>이 자리를 함께 쓰는 패널</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/choices.py" />
      <source>Without latency, accuracy or outcomes of the same samples: {}</source>
      <translation>지연 시간, 정확도 또는 같은 샘플에 대한 결과가 없음: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/choices.py" />
      <source>Where operating points come from</source>
      <translation>동작점의 출처</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/choices.py" />
      <source>The recipes that were measured in this project, an adaptive model of it, replayed sample by sample, or the scenario's own networks: published figures, of which it is assumed which samples are right</source>
      <translation>이 프로젝트에서 측정한 레시피, 이 프로젝트의 적응형 모델(샘플별로 재생), 또는 시나리오 자체의 네트워크. 시나리오의 네트워크는 공개된 수치이며, 어떤 샘플을 맞히는지는 가정합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/choices.py" />
      <source>Points: this project</source>
      <translation>동작점: 이 프로젝트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/choices.py" />
      <source>Points: the scenario's</source>
      <translation>동작점: 시나리오</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/choices.py" />
      <source>Operating points that may be chosen</source>
      <translation>선택할 수 있는 동작점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/choices.py" />
      <source>Use the front</source>
      <translation>파레토 프런트 사용</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/choices.py" />
      <source>Check the points that no other beats in accuracy, latency and energy</source>
      <translation>정확도, 지연 시간, 에너지에서 더 나은 것이 없는 동작점을 선택합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/choices.py" />
      <source>Policies that are compared</source>
      <translation>비교할 정책</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/choices.py" />
      <source>Static, each point</source>
      <translation>고정, 각 동작점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/choices.py" />
      <source>▫ Which samples are right is assumed from the accuracy</source>
      <translation>▫ 어떤 샘플이 정답인지는 정확도로부터 가정한 것입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/choices.py" />
      <source>Accuracy {}</source>
      <translation>정확도 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/choices.py" />
      <source>Latency {}</source>
      <translation>지연 시간 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/choices.py" />
      <source>{} left out</source>
      <translation>{}개 제외됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/choices.py" />
      <source>Energy beyond static {}</source>
      <translation>정적 에너지를 제외한 에너지 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/choices.py" />
      <source>Points: {}</source>
      <translation>동작점: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/empty.py" />
      <source>Evaluate the same width in every layer (Shift+F9)</source>
      <translation>모든 레이어에 같은 비트 폭을 적용해 평가합니다(Shift+F9)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/empty.py" />
      <source>Use the scenario's networks</source>
      <translation>시나리오의 네트워크 사용</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/empty.py" />
      <source>Play with the published networks that the scenario comes with</source>
      <translation>시나리오에 포함된 공개 네트워크로 재생합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/empty.py" />
      <source>Train exits, gates or widths into the open model, or cut it</source>
      <translation>열린 모델에 조기 종료, 게이트 또는 너비를 학습시키거나 모델을 분할합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/empty.py" />
      <source>An adaptive model switches between operating points: recipes whose accuracy and latency are known.
This project has {} of the two that are needed. Measure recipes, choose a device above whose latency is modelled, make an adaptive model, or play with the networks of the scenario: published figures, of which it is assumed (▫) which samples are right.</source>
      <translation>적응형 모델은 동작점, 즉 정확도와 지연 시간이 알려진 레시피 사이를 전환합니다.
이 프로젝트에는 필요한 둘 중 {}개가 있습니다. 레시피를 측정하거나, 위에서 지연 시간이 모델링되는 장치를 선택하거나, 적응형 모델을 만들거나, 시나리오의 네트워크로 재생하세요. 시나리오의 네트워크는 발표된 수치이며, 어떤 샘플이 정답인지는 가정한 것입니다(▫).</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/latency_strip.py" />
      <source>Latency (ms)</source>
      <translation>지연 시간 (ms)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/latency_strip.py" />
      <source>Drag the deadline: the run is played again at once. A double click shows all.</source>
      <translation>마감 시간을 드래그하면 실행이 즉시 다시 재생됩니다. 더블 클릭하면 전체가 표시됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/latency_strip.py" />
      <source>in time</source>
      <translation>제시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/latency_strip.py" />
      <source>late</source>
      <translation>지연됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/latency_strip.py" />
      <source>no answer</source>
      <translation>응답 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/latency_strip.py" />
      <source>deadline</source>
      <translation>마감 시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/layout.py" />
      <source>What the scenario tells</source>
      <translation>시나리오 설명</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/layout.py" />
      <source>Outcome and settings</source>
      <translation>결과와 설정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/layout.py" />
      <source>Timeline</source>
      <translation>타임라인</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/layout.py" />
      <source>Rules</source>
      <translation>규칙</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/layout.py" />
      <source>Battery life</source>
      <translation>배터리 수명</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/layout.py" />
      <source>Adaptive models</source>
      <translation>적응형 모델</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/layout.py" />
      <source>Scenario</source>
      <translation>시나리오</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/layout.py" />
      <source>What happens to the device</source>
      <translation>장치에 일어나는 일</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/layout.py" />
      <source>Open a scenario from a TOML file</source>
      <translation>TOML 파일에서 시나리오 열기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/layout.py" />
      <source>Deadline in milliseconds</source>
      <translation>마감 시간(밀리초)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/layout.py" />
      <source>Milliseconds from a request to its answer; a later one counts as wrong</source>
      <translation>요청부터 답까지의 시간(밀리초). 더 늦은 답은 오답으로 칩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/layout.py" />
      <source>Seeds</source>
      <translation>시드</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/layout.py" />
      <source>How many worlds every policy is played in; intervals need two or more</source>
      <translation>각 정책을 실행할 무작위 환경의 수. 구간을 구하려면 둘 이상이 필요합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/layout.py" />
      <source>Run</source>
      <translation>실행</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/layout.py" />
      <source>Play every chosen policy (Ctrl+Return)</source>
      <translation>선택한 모든 정책을 실행합니다(Ctrl+Return)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/layout.py" />
      <source>Stop; what was played stays (Esc)</source>
      <translation>중지합니다. 지금까지 실행한 결과는 남습니다(Esc)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/layout.py" />
      <source>Runs that are done</source>
      <translation>완료된 실행</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/layout.py" />
      <source>Policy that the strips show</source>
      <translation>스트립에 표시할 정책</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/layout.py" />
      <source>One run of this policy, with the first seed</source>
      <translation>이 정책을 첫 번째 시드로 한 번 실행한 결과</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/layout.py" />
      <source>What came of this run</source>
      <translation>이 실행의 결과</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/layout.py" />
      <source>Deadline</source>
      <translation>마감 시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/life_bars.py" />
      <source>Run (Ctrl+Return): then the bars show how long the battery lasts.</source>
      <translation>실행하세요(Ctrl+Return). 그러면 배터리가 얼마나 오래가는지 막대로 표시됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/life_bars.py" />
      <source>Battery life with each policy</source>
      <translation>정책별 배터리 수명</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/life_bars.py" />
      <source>Hours until the battery is empty; a click shows the policy in the strips</source>
      <translation>배터리가 방전될 때까지의 시간. 클릭하면 그 정책이 띠 그래프에 표시됩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/life_bars.py" />
      <source>In this scenario the device is on mains.</source>
      <translation>이 시나리오에서 장치는 외부 전원에 연결되어 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/panel.py" />
      <source>Of earlier settings: run again.</source>
      <translation>이전 설정의 결과: 다시 실행하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/panel.py" />
      <source>Sim&amp;ulate</source>
      <translation>시뮬레이션(&amp;U)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/panel.py" />
      <source>Check at least one operating point.</source>
      <translation>동작점을 하나 이상 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/panel.py" />
      <source>Simulate {}</source>
      <translation>시뮬레이션: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/panel.py" />
      <source>Cancelled before the first seed was played.</source>
      <translation>첫 번째 시드를 실행하기 전에 취소되었습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/player.py" />
      <source>Play</source>
      <translation>재생</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/player.py" />
      <source>Let the run go by, or hold it (Ctrl+P)</source>
      <translation>실행을 재생하거나 멈춥니다(Ctrl+P)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/player.py" />
      <source>Time of the run</source>
      <translation>실행 시각</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/player.py" />
      <source>Which moment is read beside the strips</source>
      <translation>스트립 옆에 값을 표시할 시점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/player.py" />
      <source>Time in the run and its length</source>
      <translation>실행 내 시각과 전체 길이</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/player.py" />
      <source>Speed</source>
      <translation>속도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/player.py" />
      <source>How much of the run goes by in each second</source>
      <translation>1초에 재생되는 실행 시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/player.py" />
      <source>{} s/s</source>
      <translation>{} s/s</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/player.py" />
      <source>{} min/s</source>
      <translation>{} min/s</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/policy_plot.py" />
      <source>What policies are compared by</source>
      <translation>정책을 비교하는 기준</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/policy_plot.py" />
      <source>The horizontal axis</source>
      <translation>가로축</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/policy_plot.py" />
      <source>Energy per answer</source>
      <translation>응답당 에너지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/policy_plot.py" />
      <source>Missed deadlines</source>
      <translation>마감 시간 초과</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/policy_plot.py" />
      <source>Policies: right in time against what they cost</source>
      <translation>정책: 제시간 정답 대 비용</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/policy_plot.py" />
      <source>Against</source>
      <translation>비교 대상</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/policy_plot.py" />
      <source>Right in time (%)</source>
      <translation>제시간 정답 (%)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/policy_plot.py" />
      <source>Missed deadlines (%)</source>
      <translation>마감 시간 초과 (%)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/policy_plot.py" />
      <source>Energy per answer ({})</source>
      <translation>응답당 에너지 ({})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_model.py" />
      <source>A double click or F2 edits; the first rule that holds decides</source>
      <translation>두 번 클릭하거나 F2를 눌러 편집합니다. 처음으로 성립하는 규칙이 결정합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_model.py" />
      <source>governor's</source>
      <translation>거버너에 따름</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_model.py" />
      <source>When</source>
      <translation>조건 항목</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_model.py" />
      <source>Is</source>
      <translation>비교</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_model.py" />
      <source>Threshold</source>
      <translation>임계값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_model.py" />
      <source>Take</source>
      <translation>사용</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_model.py" />
      <source>Clock</source>
      <translation>클록</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_model.py" />
      <source>This operating point is not among those that are checked</source>
      <translation>선택된 동작점에 없는 동작점입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_model.py" />
      <source>above</source>
      <translation>초과</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_model.py" />
      <source>below</source>
      <translation>미만</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_model.py" />
      <source>In {}; a double click or F2 edits</source>
      <translation>단위: {}. 두 번 클릭하거나 F2를 눌러 편집합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_model.py" />
      <source>Edit a rule</source>
      <translation>규칙 편집</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_view.py" />
      <source>Threshold rules</source>
      <translation>임계값 규칙</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_view.py" />
      <source>F2 edits a cell; Insert adds a rule, Delete removes it, Alt+Up and Alt+Down</source>
      <translation>F2: 칸 편집, Insert: 규칙 추가, Delete: 규칙 제거, Alt+Up, Alt+Down: 규칙 이동</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_view.py" />
      <source>Otherwise</source>
      <translation>그 외</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_view.py" />
      <source>What is taken where no rule holds</source>
      <translation>맞는 규칙이 없을 때 쓰는 동작점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_view.py" />
      <source>Down</source>
      <translation>아래로</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_view.py" />
      <source>Reset rules</source>
      <translation>규칙 초기화</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_view.py" />
      <source>The rules that EdgeViz begins with</source>
      <translation>EdgeViz의 기본 규칙</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_view.py" />
      <source>Add a rule</source>
      <translation>규칙 추가</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_view.py" />
      <source>Reset the rules</source>
      <translation>규칙 초기화</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_view.py" />
      <source>Remove a rule</source>
      <translation>규칙 제거</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/rules_view.py" />
      <source>Move a rule</source>
      <translation>규칙 이동</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/scenarios.py" />
      <source>Open a scenario</source>
      <translation>시나리오 열기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/scenarios.py" />
      <source>Save the scenario</source>
      <translation>시나리오 저장</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/scenarios.py" />
      <source>Scenarios (*.toml)</source>
      <translation>시나리오 (*.toml)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/scenarios.py" />
      <source>Reset the scenario</source>
      <translation>시나리오 초기화</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/standings.py" />
      <source>Not known</source>
      <translation>알 수 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/standings.py" />
      <source>Policy</source>
      <translation>정책</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/standings.py" />
      <source>mains</source>
      <translation>상시 전원</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/standings.py" />
      <source>One seed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/standings.py" />
      <source>Mean of {} seeds ± half the 95 % interval</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/standings_view.py" />
      <source>Whether adapting pays</source>
      <translation>적응이 이득인지 여부</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/standings_view.py" />
      <source>The best adaptive policy against the best static choice in hindsight, on the same seeds, in points of what is right in time; ± is half the 95 % interval</source>
      <translation>같은 시드에서 가장 좋은 적응형 정책과 사후에 고른 최선의 고정 선택을 비교한 제시간 정답의 차이(%p). ±는 95 % 구간의 절반입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/standings_view.py" />
      <source>Means and intervals of all figures, in s, J and fractions (Ctrl+C)</source>
      <translation>모든 수치의 평균과 구간(s, J, 비율) (Ctrl+C)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/standings_view.py" />
      <source>Policies and their figures</source>
      <translation>정책과 수치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/standings_view.py" />
      <source>The chosen row is shown in the strips; Ctrl+C copies the table.</source>
      <translation>선택한 행이 스트립에 표시됩니다. Ctrl+C로 표를 복사합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/standings_view.py" />
      <source>Run (Ctrl+Return) plays every chosen policy with every seed.</source>
      <translation>실행(Ctrl+Return)하면 선택한 모든 정책을 모든 시드로 실행합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/standings_view.py" />
      <source> (one seed)</source>
      <translation> (시드 하나)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/standings_view.py" />
      <source>{}: {} points against the best static choice, {}</source>
      <translation>{}: {}%p, 비교 대상은 최선의 고정 선택: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/standings_view.py" />
      <source> (no clear difference)</source>
      <translation> (뚜렷한 차이 없음)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/standings_view.py" />
      <source>{} of {} seeds.</source>
      <translation>시드 {}/{}개.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/strip.py" />
      <source>Left and Right move the time, Home and End go to its ends.</source>
      <translation>왼쪽/오른쪽 화살표로 시각을 옮기고, Home과 End로 양 끝으로 이동합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/strips_view.py" />
      <source>Clock (GHz)</source>
      <translation>클록(GHz)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/strips_view.py" />
      <source>Charge (%)</source>
      <translation>충전 상태(%)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/strips_view.py" />
      <source>Temperature (°C)</source>
      <translation>온도(°C)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/strips_view.py" />
      <source>Slow-down (×)</source>
      <translation>감속(×)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/strips_view.py" />
      <source>queue full</source>
      <translation>큐 가득 참</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/strips_view.py" />
      <source>given up</source>
      <translation>포기됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/strips_view.py" />
      <source>device off</source>
      <translation>장치 꺼짐</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/strips_view.py" />
      <source>{} at the chosen time</source>
      <translation>선택한 시각의 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/thresholds.py" />
      <source>Rules are asked in this order; the first that holds decides</source>
      <translation>규칙은 이 순서로 확인하며, 처음으로 성립하는 규칙이 결정합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/thresholds.py" />
      <source>Threshold of the rule</source>
      <translation>규칙의 임계값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/thresholds.py" />
      <source>Drag it: the run is played again at once</source>
      <translation>끌어서 바꾸면 바로 다시 실행합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/thresholds.py" />
      <source>Waiting and response in deadlines, charge from 0 to 1, the queue in requests</source>
      <translation>대기와 응답은 마감 시간의 배수, 충전량은 0~1, 큐는 요청 수입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/thresholds.py" />
      <source>Move a threshold</source>
      <translation>임계값 이동</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline.py" />
      <source>{}: {} from {} to {}</source>
      <translation>{}: {}, {} ~ {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline.py" />
      <source>Timeline of the scenario</source>
      <translation>시나리오의 타임라인</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline.py" />
      <source>Add a block</source>
      <translation>구간 추가</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline.py" />
      <source>Remove a block</source>
      <translation>구간 제거</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline.py" />
      <source>Change a value</source>
      <translation>값 변경</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline.py" />
      <source>Move an edge</source>
      <translation>경계 이동</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline.py" />
      <source>Move a block</source>
      <translation>구간 이동</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline.py" />
      <source>{}, at random {}</source>
      <translation>{}, 무작위로 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline_view.py" />
      <source>When the block begins (h:mm:ss)</source>
      <translation>블록의 시작 시각(h:mm:ss)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline_view.py" />
      <source>When the block ends (h:mm:ss)</source>
      <translation>블록의 종료 시각(h:mm:ss)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline_view.py" />
      <source>Value of the block</source>
      <translation>블록의 값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline_view.py" />
      <source>What holds in the block; or drag it up and down</source>
      <translation>블록에 적용되는 값. 블록을 위아래로 끌어도 됩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline_view.py" />
      <source>Another block (Insert, or a double click)</source>
      <translation>블록을 추가합니다(Insert 또는 두 번 클릭)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline_view.py" />
      <source>The block before it goes on (Delete)</source>
      <translation>블록을 없애고 앞 블록을 이어 갑니다(Delete)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline_view.py" />
      <source>Reset scenario</source>
      <translation>시나리오 초기화</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline_view.py" />
      <source>The scenario as it was opened</source>
      <translation>시나리오를 열었을 때의 상태로 되돌립니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline_view.py" />
      <source>Write the scenario to a TOML file</source>
      <translation>시나리오를 TOML 파일에 씁니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline_view.py" />
      <source>Drag a block sideways, an edge, or up and down for its value; Alt leaves out the snapping</source>
      <translation>블록이나 가장자리를 옆으로 끌거나, 위아래로 끌어 값을 바꾸세요. Alt를 누르면 눈금에 맞추지 않습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/start_page.py" />
      <source>Try the demo</source>
      <translation>데모 사용해 보기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/start_page.py" />
      <source>A small digit classifier with its trade-off already measured</source>
      <translation>트레이드오프가 미리 측정된 소형 숫자 이미지 분류기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/start_page.py" />
      <source>An ONNX file or a torch.export archive (.pt2)</source>
      <translation>ONNX 파일 또는 torch.export 아카이브 (.pt2)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/start_page.py" />
      <source>Open a project…</source>
      <translation>프로젝트 열기…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/start_page.py" />
      <source>An EdgeViz project (.edgeviz)</source>
      <translation>EdgeViz 프로젝트 (.edgeviz)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/start_page.py" />
      <source>Recovered work</source>
      <translation>복구된 작업</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/start_page.py" />
      <source>Recent</source>
      <translation>최근</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/start_page.py" />
      <source>or drop a model or a project here</source>
      <translation>또는 모델이나 프로젝트를 여기에 끌어다 놓으세요</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/start_page.py" />
      <source>Choose bit widths for a network, see what they cost, export the result.</source>
      <translation>네트워크의 비트 폭을 고르고, 그 비용을 확인하고, 결과를 내보내세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/start_page.py" />
      <source>Discard</source>
      <translation>버리기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/start_page.py" />
      <source>{} measured recipes</source>
      <translation>측정된 레시피 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/start_page.py" />
      <source>1 measured recipe</source>
      <translation>측정된 레시피 1개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/start_page.py" />
      <source>nothing measured</source>
      <translation>측정된 것 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/start_page.py" />
      <source>untitled</source>
      <translation>제목 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/start_page.py" />
      <source>{}
Delete or the right mouse button discards it</source>
      <translation>{}
Delete 키 또는 마우스 오른쪽 버튼으로 버립니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/bars.py" />
      <source>teacher</source>
      <translation>교사</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/bars.py" />
      <source>student</source>
      <translation>학생</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/bars.py" />
      <source>{}: {} {}, {} {}</source>
      <translation>{}: {} {}, {} {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/bars.py" />
      <source>Probabilities of {} and {}</source>
      <translation>{} 및 {}의 확률</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/bars.py" />
      <source>{} (the true class)</source>
      <translation>{} (정답 클래스)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/compressing.py" />
      <source>Deep Compression</source>
      <translation>Deep Compression</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/compressing.py" />
      <source>Retraining needs labelled samples: choose data first (Ctrl+D).</source>
      <translation>재학습에는 레이블이 있는 샘플이 필요합니다. 먼저 데이터를 선택하세요(Ctrl+D).</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/compressing.py" />
      <source>The model is being compressed.</source>
      <translation>모델을 압축하는 중입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/compressing.py" />
      <source>Nothing can be compressed now.</source>
      <translation>지금은 압축할 수 있는 것이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/curves_panel.py" />
      <source>The run is being prepared: the first points come in a moment.</source>
      <translation>실행을 준비하는 중입니다. 곧 첫 점이 나타납니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/curves_panel.py" />
      <source>Left and Right read the curves step by step, Home and End go to their ends, R shows all.</source>
      <translation>왼쪽·오른쪽 화살표로 곡선을 스텝별로 읽고, Home과 End로 양 끝으로 이동하며, R로 전체를 표시합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/curves_panel.py" />
      <source>Training curves</source>
      <translation>학습 곡선</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/curves_panel.py" />
      <source>Curves</source>
      <translation>곡선</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/curves_panel.py" />
      <source>Smooth</source>
      <translation>평활화</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/curves_panel.py" />
      <source>Draw a moving mean of the loss</source>
      <translation>손실의 이동 평균을 그립니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/curves_panel.py" />
      <source>Log loss</source>
      <translation>손실 로그 축</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/curves_panel.py" />
      <source>Draw the loss on a logarithmic axis</source>
      <translation>손실을 로그 축에 그립니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/curves_panel.py" />
      <source>Show the learning rate below</source>
      <translation>아래에 학습률을 표시합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/curves_panel.py" />
      <source>Open a model to train it.</source>
      <translation>학습하려면 모델을 여세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/curves_panel.py" />
      <source>Loss and held-out accuracy are drawn here while a run goes on.
Start one on the left.</source>
      <translation>실행이 진행되는 동안 손실과 따로 둔 데이터의 정확도가 여기에 그려집니다.
왼쪽에서 실행을 시작하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/curves_panel.py" />
      <source>Tick a run in the list to draw its curves.</source>
      <translation>목록에서 실행을 체크하면 곡선이 그려집니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/curves_panel.py" />
      <source>Loss of training</source>
      <translation>학습 손실</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/curves_panel.py" />
      <source>Held-out (%)</source>
      <translation>따로 둔 데이터(%)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/curves_panel.py" />
      <source>Held-out accuracy</source>
      <translation>따로 둔 데이터의 정확도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>2 to this power different values; {} as in the paper</source>
      <translation>서로 다른 값의 수는 2의 이 거듭제곱입니다. 논문의 값은 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Bits of the distance between two kept weights</source>
      <translation>남은 두 가중치 사이 거리의 비트 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>There is no encoded file yet.</source>
      <translation>아직 부호화된 파일이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>The file has {} and is {}× smaller than the model's; onnxruntime agrees with it on {}.</source>
      <translation>파일 크기는 {}이며, 모델 파일보다 {}× 작습니다. onnxruntime과의 일치율: {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Small weights are removed and the rest is retrained; those that are left share a few values, which are trained too; codes and gaps are Huffman coded. The file is read back and measured: it decodes to an ONNX model bit for bit. It saves flash and download, not time.</source>
      <translation>작은 가중치를 제거하고 나머지를 재학습합니다. 남은 가중치는 소수의 값을 공유하며 그 값도 학습합니다. 코드와 간격은 허프만 부호화합니다. 파일은 다시 읽어 측정하며, ONNX 모델로 비트 단위까지 똑같이 복호화됩니다. 플래시와 다운로드 용량을 줄일 뿐 시간은 줄이지 않습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Compress</source>
      <translation>압축</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Stop; started again with the same settings it goes on from there</source>
      <translation>중지합니다. 같은 설정으로 다시 시작하면 그 지점부터 이어집니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Save the encoded file…</source>
      <translation>부호화된 파일 저장…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Open the model</source>
      <translation>모델 열기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Close this window; what runs goes on</source>
      <translation>이 창을 닫습니다. 실행 중인 작업은 계속됩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Stages</source>
      <translation>단계</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Result</source>
      <translation>결과</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Queued</source>
      <translation>대기 중</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Save the encoded file</source>
      <translation>부호화된 파일 저장</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>smallest</source>
      <translation>가장 작게</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Whichever makes a layer smallest</source>
      <translation>레이어를 가장 작게 만드는 값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Remove (share of the weights)</source>
      <translation>제거(가중치 비율)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Share weights (bits of a code)</source>
      <translation>가중치 공유(코드 비트)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Compress the open model in the background</source>
      <translation>열린 모델을 백그라운드에서 압축합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Copy the encoded file to a place of your own</source>
      <translation>부호화된 파일을 원하는 위치에 복사합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Open the model that the encoded file decodes to; one undo comes back</source>
      <translation>부호화된 파일을 복호화한 모델을 엽니다. 실행 취소 한 번으로 돌아옵니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Compressed models (*{})</source>
      <translation>압축된 모델 (*{})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Convolutions</source>
      <translation>합성곱</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Their share; 60 % is usual</source>
      <translation>합성곱의 제거 비율. 보통 60%</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Other layers</source>
      <translation>다른 레이어</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Their share; 90 % is usual</source>
      <translation>다른 레이어의 제거 비율. 보통 90%</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Ramp</source>
      <translation>증가 구간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Share of the retraining over which it rises (Zhu and Gupta 2017); 0 removes all at once</source>
      <translation>재학습 중 제거 비율이 증가하는 구간의 비율(Zhu and Gupta 2017). 0이면 한 번에 모두 제거합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Gaps, convolutions</source>
      <translation>간격, 합성곱</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Gaps, others</source>
      <translation>간격, 기타</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Epochs after pruning</source>
      <translation>가지치기 후 에포크</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Passes over the training samples</source>
      <translation>학습 샘플을 도는 횟수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Of retraining, at the start</source>
      <translation>재학습을 시작할 때의 값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Epochs of shared weights</source>
      <translation>공유 가중치의 에포크</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>In which the shared values are trained</source>
      <translation>공유된 값을 학습하는 에포크</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Their rate</source>
      <translation>공유 값의 학습률</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Small: each value stands for many weights</source>
      <translation>작게 정하세요. 값 하나가 많은 가중치를 대표합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>Samples in one step</source>
      <translation>한 스텝의 샘플 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/deep_dialog.py" />
      <source>The same seed gives the same file</source>
      <translation>시드가 같으면 파일도 같습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/estimating.py" />
      <source>Estimate the training time</source>
      <translation>학습 시간 추정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/feature_view.py" />
      <source>Feature maps of teacher and student</source>
      <translation>교사와 학생의 특징 맵</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/feature_view.py" />
      <source>{}: {}, {} of {} channels</source>
      <translation>{}: {}, 채널 {} / {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/feature_view.py" />
      <source>Channel {}: {} to {}</source>
      <translation>채널 {}: {} ~ {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/fields.py" />
      <source>Show or hide these settings</source>
      <translation>이 설정 표시 또는 숨기기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/form.py" />
      <source>This network is not the open one: choose the layer from the list.</source>
      <translation>이 네트워크는 열려 있는 네트워크가 아닙니다. 목록에서 레이어를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/form.py" />
      <source>What the trained model is called in the plot and in lists; left empty, its settings are its name</source>
      <translation>그래프와 목록에 표시되는 학습된 모델의 이름. 비워 두면 설정이 이름이 됩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/form.py" />
      <source>Settings of the training</source>
      <translation>학습 설정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/form.py" />
      <source>Start training</source>
      <translation>학습 시작</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/form.py" />
      <source>Teacher and student are the same network. Choose a smaller student, fewer bits, or a teacher's file.</source>
      <translation>교사와 학생이 같은 네트워크입니다. 더 작은 학생, 더 적은 비트 또는 교사 파일을 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/form.py" />
      <source>estimating the time…</source>
      <translation>시간을 추정하는 중…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/form.py" />
      <source>The samples of this model are no images.</source>
      <translation>이 모델의 샘플은 이미지가 아닙니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/form.py" />
      <source>Train in the background (Ctrl+Return)</source>
      <translation>백그라운드에서 학습합니다(Ctrl+Return)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/form.py" />
      <source>The time cannot be estimated: {}</source>
      <translation>시간을 추정할 수 없습니다: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/graphs.py" />
      <source>{} cannot be run: these operators are not covered: {}</source>
      <translation>{}: 실행할 수 없습니다. 지원되지 않는 연산자: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>Kullback-Leibler divergence of the student's probabilities from the teacher's at this temperature: what soft targets make small</source>
      <translation>이 온도에서 교사의 확률에 대한 학생의 확률의 쿨백-라이블러 발산. 소프트 타깃이 줄이는 값입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>Choose a run that matches layers (FitNets or attention transfer).</source>
      <translation>레이어를 맞추는 실행(FitNets 또는 주의 전이)을 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>Mean of the {} samples shown: {} nats</source>
      <translation>표시된 샘플 {}개의 평균: {} nats</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>Teacher</source>
      <translation>교사</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>Whose probabilities are on the left; in float</source>
      <translation>왼쪽에 확률이 표시되는 모델, 부동소수점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>Student</source>
      <translation>학생</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>Whose probabilities are on the right; in float</source>
      <translation>오른쪽에 확률이 표시되는 모델, 부동소수점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>Feature maps</source>
      <translation>특징 맵</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>Show what the two layers of the hint see, instead of the probabilities</source>
      <translation>확률 대신 힌트의 두 레이어가 보는 것을 표시합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>Validation samples</source>
      <translation>검증 샘플</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>Choose a sample; the arrow keys walk through them</source>
      <translation>샘플을 선택하세요. 화살표 키로 옮겨 다닐 수 있습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>Others</source>
      <translation>다른 샘플</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>Other samples</source>
      <translation>다른 샘플</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>Look at the next validation samples</source>
      <translation>다음 검증 샘플을 봅니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>Temperature</source>
      <translation>온도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>Outputs are divided by it before the softmax. At 1 the probabilities are the networks' own; higher ones are flatter and show which wrong classes are the least wrong.</source>
      <translation>소프트맥스 전에 출력을 이 값으로 나눕니다. 1이면 네트워크 본래의 확률이고, 높을수록 분포가 평평해져 오답 클래스 중 무엇이 덜 틀렸는지 드러납니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>The same as a number; it has no unit</source>
      <translation>같은 값을 숫자로 입력. 단위 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>Divergence</source>
      <translation>발산</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>The open model</source>
      <translation>열린 모델</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>Open a model to look at what it says of real samples.</source>
      <translation>실제 샘플에 대한 모델의 답을 보려면 모델을 여세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>Choose data first (Ctrl+D): the samples come from it.</source>
      <translation>먼저 데이터를 선택하세요(Ctrl+D). 샘플은 이 데이터에서 가져옵니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>Teacher and student are the same model. Train a student, or choose another model above.</source>
      <translation>교사와 학생이 같은 모델입니다. 학생을 학습시키거나 위에서 다른 모델을 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>There are no others.</source>
      <translation>다른 샘플이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>Asking teacher and student…</source>
      <translation>교사와 학생에게 묻는 중…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>A model of this project</source>
      <translation>이 프로젝트의 모델</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/look_panel.py" />
      <source>KL {} nats</source>
      <translation>KL {} nats</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/looking.py" />
      <source>Look at teacher and student</source>
      <translation>교사와 학생 살펴보기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Learning</source>
      <translation>학습</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Passes over the training samples; none: only prune, without retraining</source>
      <translation>학습 샘플을 도는 횟수. 없음이면 재학습 없이 가지치기만 합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Adam needs least care; SGD with momentum often ends a little better</source>
      <translation>Adam은 조정이 가장 덜 필요하고, 모멘텀을 쓴 SGD는 끝에 조금 더 나은 경우가 많습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>At the start. Fine-tuning wants about a tenth of what training from scratch takes: 0.001 for Adam, 0.01 for SGD.</source>
      <translation>시작할 때의 값. 미세 조정에는 처음부터 학습할 때의 약 10분의 1이 적당합니다. Adam은 0.001, SGD는 0.01.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Schedule</source>
      <translation>스케줄</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>The learning rate over the steps</source>
      <translation>스텝에 따른 학습률</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Epochs between decays</source>
      <translation>감쇠 간격(에포크)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Epochs between two decays</source>
      <translation>두 감쇠 사이의 에포크 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Decay</source>
      <translation>감쇠</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>What the learning rate is multiplied by then</source>
      <translation>감쇠할 때 학습률에 곱하는 값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Every (epochs)</source>
      <translation>간격(에포크)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Times</source>
      <translation>배율</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Augmentation</source>
      <translation>데이터 증강</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Mirror left to right</source>
      <translation>좌우 반전</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Half of the images in each step; not for digits or text</source>
      <translation>스텝마다 이미지의 절반에 적용. 숫자나 글자에는 쓰지 마세요</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source> px</source>
      <translation> px</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Shift (pixels)</source>
      <translation>이동(픽셀)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Images are moved by up to so many pixels in each direction; 4 is usual for 32×32</source>
      <translation>이미지를 각 방향으로 최대 이만큼의 픽셀을 옮깁니다. 32×32에는 보통 4</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Mixup</source>
      <translation>Mixup</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Pairs of samples and their labels are mixed; the parameter of the beta distribution (Zhang et al. 2018), 0.2 is usual</source>
      <translation>샘플 쌍과 그 레이블을 섞습니다. 베타 분포의 매개변수(Zhang et al. 2018)이며 보통 0.2</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Shift</source>
      <translation>이동</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Advanced</source>
      <translation>고급</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Weight decay</source>
      <translation>가중치 감쇠</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Pulls all weights towards zero</source>
      <translation>모든 가중치를 0 쪽으로 당깁니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Of SGD: share of the last step that goes on</source>
      <translation>SGD의 모멘텀: 직전 스텝이 이어지는 비율</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Greatest gradient norm</source>
      <translation>최대 기울기 노름</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>The gradient of all weights is shortened to this length; helps where the loss jumps</source>
      <translation>모든 가중치의 기울기를 이 길이로 줄입니다. 손실이 튈 때 도움이 됩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>never</source>
      <translation>안 함</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Patience (epochs)</source>
      <translation>대기(에포크)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Stops after so many epochs without a better held-out accuracy; the best epoch is kept in any case</source>
      <translation>따로 둔 데이터의 정확도가 이만큼의 에포크 동안 나아지지 않으면 멈춥니다. 어떤 경우든 가장 좋은 에포크를 보관합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Of order, augmentation and start: the same gives the same</source>
      <translation>순서, 데이터 증강, 초깃값의 시드. 시드가 같으면 결과도 같습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Learn from at most so many samples</source>
      <translation>최대 이만큼의 샘플로 학습합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>each epoch</source>
      <translation>매 에포크</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Steps between checkpoints</source>
      <translation>체크포인트 사이의 스텝</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>A run that is ended goes on from its last checkpoint; there is one after every epoch in any case</source>
      <translation>끝난 실행은 마지막 체크포인트부터 이어집니다. 어떤 경우든 매 에포크 뒤에 체크포인트를 저장합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Frozen at the end</source>
      <translation>마지막 고정 구간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Share of the steps, the last ones, in which batch-norm statistics and learned ranges rest</source>
      <translation>배치 정규화 통계와 학습된 범위를 고정하는 마지막 스텝의 비율</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Train with batch norms</source>
      <translation>배치 정규화를 두고 학습</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Batch norms are put back for training and folded again after: the result has the same layers</source>
      <translation>학습할 때 배치 정규화를 되살렸다가 끝나면 다시 합칩니다. 결과의 레이어는 같습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Every class weighs the same</source>
      <translation>모든 클래스에 같은 비중</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>The loss of rare classes counts more</source>
      <translation>드문 클래스의 손실을 더 크게 반영합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Clip</source>
      <translation>클리핑</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Patience</source>
      <translation>대기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Checkpoint</source>
      <translation>체크포인트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Frozen</source>
      <translation>고정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>Momentum belongs to SGD.</source>
      <translation>모멘텀은 SGD에만 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>defaults</source>
      <translation>기본값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>mirror</source>
      <translation>반전</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>balanced</source>
      <translation>균형</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>{} px</source>
      <translation>{} px</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>mixup {}</source>
      <translation>mixup {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/loop_fields.py" />
      <source>patience {}</source>
      <translation>대기 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pair_fields.py" />
      <source>layer</source>
      <translation>레이어</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pair_fields.py" />
      <source>Remove this pair</source>
      <translation>이 쌍 제거</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pair_fields.py" />
      <source>Select a layer in the network first.</source>
      <translation>먼저 네트워크에서 레이어를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pair_fields.py" />
      <source>Add a pair</source>
      <translation>쌍 추가</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pair_fields.py" />
      <source>Match another pair of layers as well</source>
      <translation>레이어 쌍을 하나 더 맞춥니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pair_fields.py" />
      <source>Teacher's layer</source>
      <translation>교사 레이어</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pair_fields.py" />
      <source>Its output is the hint</source>
      <translation>이 레이어의 출력이 힌트입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pair_fields.py" />
      <source>Student's layer</source>
      <translation>학생 레이어</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pair_fields.py" />
      <source>Its output learns to be like the hint</source>
      <translation>이 레이어의 출력이 힌트와 비슷해지도록 학습합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pair_fields.py" />
      <source>Take the selected layer as the teacher's</source>
      <translation>선택한 레이어를 교사 레이어로 사용</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pair_fields.py" />
      <source>Take the selected layer as the student's</source>
      <translation>선택한 레이어를 학생 레이어로 사용</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pair_fields.py" />
      <source>Take the layer that is selected in the network or in the table</source>
      <translation>네트워크나 표에서 선택한 레이어를 사용합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pair_fields.py" />
      <source>Teacher's</source>
      <translation>교사</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pair_fields.py" />
      <source>Student's</source>
      <translation>학생</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/preset_menu.py" />
      <source>Choose a preset…</source>
      <translation>프리셋 선택…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/preset_menu.py" />
      <source>Presets</source>
      <translation>프리셋</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/preset_menu.py" />
      <source>Fill the form for what you want to reach; everything can still be changed</source>
      <translation>목표에 맞춰 양식을 채웁니다. 모든 항목은 나중에 바꿀 수 있습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>Select layers in the network or in the table first.</source>
      <translation>먼저 네트워크나 표에서 레이어를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>Pruning</source>
      <translation>가지치기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>What is removed</source>
      <translation>제거 대상</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>What is removed together</source>
      <translation>함께 제거되는 단위</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>Sparsity</source>
      <translation>희소도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>Share that is removed, of weights or of channels</source>
      <translation>제거하는 가중치 또는 채널의 비율</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>Suggest…</source>
      <translation>제안…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>Suggest a sparsity</source>
      <translation>희소도 제안</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>Measure how much each layer can lose, and choose from that</source>
      <translation>각 레이어가 얼마나 줄어도 되는지 측정하고 그 결과로 고릅니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>Weights kept of a group</source>
      <translation>그룹에서 유지하는 가중치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>N: weights that stay of every M inputs</source>
      <translation>N: 입력 M개마다 남기는 가중치 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>Weights of a group</source>
      <translation>그룹의 가중치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>M: consecutive inputs; sparse tensor cores take 2 of 4</source>
      <translation>M: 연속된 입력의 수. 희소 텐서 코어는 4개 중 2개를 씁니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>Where magnitudes compete</source>
      <translation>크기를 비교하는 범위</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>Across the network, so that insensitive layers lose more, or the same share in every layer</source>
      <translation>네트워크 전체에서 비교하여 둔감한 레이어를 더 줄이거나, 모든 레이어를 같은 비율로 줄입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>How weights of different layers compare</source>
      <translation>서로 다른 레이어의 가중치를 비교하는 방법</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>LAMP (Lee et al. 2021) weighs each against the larger ones of its layer, so that a layer's scale means nothing; the plain magnitude takes them as they are.</source>
      <translation>LAMP(Lee et al. 2021)는 각 가중치를 같은 레이어의 더 큰 가중치와 견주므로 레이어의 스케일이 영향을 주지 않습니다. 단순 크기는 값을 그대로 씁니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>Share of the training over which the sparsity rises (Zhu and Gupta 2017); 0 removes all at once</source>
      <translation>학습 중 희소도가 증가하는 구간의 비율(Zhu and Gupta 2017). 0이면 한 번에 모두 제거합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>Spare the selected layers</source>
      <translation>선택한 레이어를 가지치기에서 제외</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>Leave these layers whole</source>
      <translation>이 레이어를 그대로 둡니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>Spare no layer</source>
      <translation>제외 레이어 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>Forget spared layers and shares of their own</source>
      <translation>제외한 레이어와 레이어별 비율을 지웁니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>Keep</source>
      <translation>유지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>Scope</source>
      <translation>범위</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>Score</source>
      <translation>점수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>Spare</source>
      <translation>제외</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>of</source>
      <translation>/</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>Selected</source>
      <translation>선택한 레이어</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>Clear</source>
      <translation>지우기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>No layer is spared.</source>
      <translation>제외된 레이어가 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/pruning_fields.py" />
      <source>{} shares</source>
      <translation>비율 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_model.py" />
      <source>Best held-out accuracy {} at step {}; a little too good, for it chose the epoch.</source>
      <translation>따로 둔 샘플의 최고 정확도 {}, 스텝 {}. 에포크를 고르는 데 쓰였으므로 조금 높게 나옵니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_model.py" />
      <source>{} of {} epochs</source>
      <translation>에포크 {}/{}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_model.py" />
      <source>Ticked runs are drawn in the curves</source>
      <translation>선택한 실행이 곡선에 그려집니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_model.py" />
      <source>Epochs that are done and the time that is left; of a finished run the time that it took</source>
      <translation>완료된 에포크와 남은 시간. 끝난 실행은 걸린 시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_model.py" />
      <source>Best accuracy on the training samples that are held out to choose the epoch</source>
      <translation>에포크를 고르려고 따로 둔 학습 샘플에서의 최고 정확도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_model.py" />
      <source>Accuracy of the trained model on the validation samples, at the widths it was trained for</source>
      <translation>학습에 쓴 비트 폭에서, 검증 샘플에 대한 학습된 모델의 정확도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_model.py" />
      <source>Model: {}</source>
      <translation>모델: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_model.py" />
      <source>Zeros save neither time nor bytes in an ONNX file.</source>
      <translation>ONNX 파일에서는 0이 시간도 바이트도 줄이지 않습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_model.py" />
      <source>{} samples a batch, learning rate {}, seed {}</source>
      <translation>배치당 샘플 {}개, 학습률 {}, 시드 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_model.py" />
      <source>Accuracy on the validation samples: {}</source>
      <translation>검증 샘플의 정확도: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_panel.py" />
      <source>Training runs</source>
      <translation>학습 실행</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_panel.py" />
      <source>Nothing was trained yet. Choose a preset on the left and start: every run is listed here.</source>
      <translation>아직 학습한 것이 없습니다. 왼쪽에서 프리셋을 선택하고 시작하세요: 모든 실행이 여기에 나열됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_panel.py" />
      <source>Training runs, newest first</source>
      <translation>학습 실행, 최신순</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_panel.py" />
      <source>Open model</source>
      <translation>모델 열기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_panel.py" />
      <source>Train the same without a teacher</source>
      <translation>교사 없이 같은 학습</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_panel.py" />
      <source>Select a run.</source>
      <translation>실행을 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_panel.py" />
      <source>Make the trained model the open one (Enter)</source>
      <translation>학습된 모델을 열린 모델로 만듭니다(Enter)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_panel.py" />
      <source>Stop this run (Esc); it can go on from its last checkpoint</source>
      <translation>이 실행을 멈춥니다(Esc). 마지막 체크포인트부터 이어서 할 수 있습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_panel.py" />
      <source>Go on from the last checkpoint</source>
      <translation>마지막 체크포인트부터 이어서 합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_panel.py" />
      <source>Take this run off the list (Del); a model that it trained stays in the project</source>
      <translation>이 실행을 목록에서 제거합니다(Del). 학습된 모델은 프로젝트에 남습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_panel.py" />
      <source>Put the settings of this run in the form</source>
      <translation>이 실행의 설정을 양식에 채웁니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_panel.py" />
      <source>The same student by the labels alone, drawn beside this run: what is the teacher good for?</source>
      <translation>같은 학생을 레이블만으로 학습하여 이 실행 옆에 그립니다. 교사가 얼마나 도움이 될까요?</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_panel.py" />
      <source>Cancel it first.</source>
      <translation>먼저 취소하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/runs_panel.py" />
      <source>This run has no teacher.</source>
      <translation>이 실행에는 교사가 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Widths it is trained for</source>
      <translation>학습에 쓰는 비트 폭</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>In every step the network computes as it will with these bits, so that the weights learn to live with them (quantization-aware training).</source>
      <translation>가중치가 이 비트에 적응하도록, 네트워크가 스텝마다 실제로 이 비트로 계산할 때와 똑같이 계산합니다(양자화 인식 학습).</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Ranges of activations</source>
      <translation>활성값 범위</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Set by calibration before training, or learned with the weights: LSQ (Esser et al. 2020) or PACT (Choi et al. 2018). What is learned travels in the trained model.</source>
      <translation>학습 전에 보정으로 정하거나 가중치와 함께 학습합니다. 학습 방식은 LSQ(Esser et al. 2020) 또는 PACT(Choi et al. 2018)입니다. 학습된 범위는 학습된 모델에 함께 저장됩니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Which network is trained</source>
      <translation>학습할 네트워크</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>The network that learns</source>
      <translation>학습하는 네트워크</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Choose…</source>
      <translation>선택…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Choose the student's file</source>
      <translation>학생 모델 파일 선택</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>A model with the same classes</source>
      <translation>클래스가 같은 모델</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Width</source>
      <translation>너비</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Share of the channels that every hidden layer keeps; channels that are added up keep the same</source>
      <translation>모든 은닉 레이어가 유지하는 채널의 비율. 서로 더해지는 채널은 같은 것을 유지합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Depth</source>
      <translation>깊이</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Share of the blocks that can be left out: those with an identity beside them</source>
      <translation>뺄 수 있는 블록, 즉 항등 연결이 있는 블록의 비율</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Weights at first</source>
      <translation>처음 가중치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>The loaded weights of what is kept, or random ones (He et al. 2015), which need many more epochs</source>
      <translation>남는 부분에는 불러온 가중치를 쓰거나 무작위 가중치(He et al. 2015)를 씁니다. 무작위는 에포크가 훨씬 많이 필요합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Train at</source>
      <translation>학습 비트</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Start</source>
      <translation>초깃값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Choose the student's file.</source>
      <translation>학생의 파일을 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Width and depth are both 100 %: the student is the open model. Choose less of one.</source>
      <translation>너비와 깊이가 모두 100 %입니다: 학생이 열린 모델과 같습니다. 둘 중 하나를 줄이세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Every layer is in float: choose bits in Explore first.</source>
      <translation>모든 레이어가 부동소수점입니다. 먼저 ‘살펴보기’에서 비트를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>No activation is quantized: there is no range to find.</source>
      <translation>양자화된 활성값이 없습니다: 구할 범위가 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Choose a student</source>
      <translation>학생 선택</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>The widths that the window shows now</source>
      <translation>지금 창에 표시된 비트 폭</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Float</source>
      <translation>부동소수점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Without quantization; it can be quantized afterwards</source>
      <translation>양자화 없이 학습합니다. 나중에 양자화할 수 있습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>none chosen</source>
      <translation>선택 안 함</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Its own structure and weights</source>
      <translation>모델 자체의 구조와 가중치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>A smaller open model</source>
      <translation>줄인 열린 모델</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>With fewer channels or fewer blocks</source>
      <translation>채널이나 블록을 줄인 모델</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>A model file</source>
      <translation>모델 파일</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Any other network with the same inputs and classes</source>
      <translation>입력과 클래스가 같은 다른 네트워크</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>The widths of the preset or run</source>
      <translation>프리셋 또는 실행의 비트 폭</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Models ({})</source>
      <translation>모델 ({})</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/student_fields.py" />
      <source>Current bits: {}</source>
      <translation>현재 비트: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/suggest_dialog.py" />
      <source>Points of accuracy that change when only this layer loses this share</source>
      <translation>이 레이어만 이 비율만큼 제거할 때 변하는 정확도(%p)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/suggest_dialog.py" />
      <source>Sensitivity to pruning</source>
      <translation>가지치기 민감도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/suggest_dialog.py" />
      <source>Accuracy that changes by layer and sparsity</source>
      <translation>레이어와 희소도에 따른 정확도 변화</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/suggest_dialog.py" />
      <source>Accuracy that a layer may cost (points)</source>
      <translation>레이어당 허용하는 정확도 하락(%p)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/suggest_dialog.py" />
      <source>The suggestion is the largest sparsity at which the accuracy falls by no more</source>
      <translation>제안은 정확도 하락이 이 값을 넘지 않는 가장 큰 희소도입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/suggest_dialog.py" />
      <source>A layer may cost (points)</source>
      <translation>레이어당 허용 하락(%p)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/suggest_dialog.py" />
      <source>Measure</source>
      <translation>측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/suggest_dialog.py" />
      <source>Use these sparsities</source>
      <translation>이 희소도 사용</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/suggest_dialog.py" />
      <source>Measure sensitivity to pruning</source>
      <translation>가지치기 민감도 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/suggest_dialog.py" />
      <source>Suggested</source>
      <translation>제안</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/suggest_dialog.py" />
      <source>{} weights gone; KL {} nats, from {} samples, without retraining</source>
      <translation>가중치 {}개 제거; KL {} nat, 샘플 {}개 기준, 재학습 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/suggest_dialog.py" />
      <source>Run the model once for each layer and sparsity</source>
      <translation>레이어와 희소도마다 모델을 한 번씩 실행</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/suggest_dialog.py" />
      <source>Give each layer its suggested sparsity in the form</source>
      <translation>양식에서 각 레이어에 제안된 희소도를 적용</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/suggest_dialog.py" />
      <source>Measure first.</source>
      <translation>먼저 측정하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/suggest_dialog.py" />
      <source>{}: each layer is pruned alone, without retraining, and the accuracy measured. Layers suffer together more than apart, and retraining makes up for much of it: take the suggestion as a start.</source>
      <translation>{}: 각 레이어만 따로 재학습 없이 가지치기하고 정확도를 측정합니다. 여러 레이어를 함께 줄이면 따로 줄일 때보다 손해가 크고 재학습으로 상당 부분 회복되므로, 제안은 출발점으로 삼으세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>How the teacher teaches</source>
      <translation>교사가 가르치는 방식</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>What the student learns from a teacher</source>
      <translation>학생이 교사에게서 배우는 것</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>Teachers</source>
      <translation>교사</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>Models whose outputs the student learns; without a file it is the open model as it was loaded. The mean of several is learned.</source>
      <translation>학생이 출력을 배우는 모델. 파일이 없으면 불러온 상태의 열린 모델을 씁니다. 여러 개면 평균을 배웁니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>Add a teacher</source>
      <translation>교사 추가</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>Choose a model file with the same classes</source>
      <translation>클래스가 같은 모델 파일 선택</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>Remove the teacher</source>
      <translation>교사 제거</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>Take the selected file off the list</source>
      <translation>선택한 파일을 목록에서 제거합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>Outputs are divided by it before the softmax, of teacher and student: the higher, the more the student hears of the classes that the teacher finds unlikely. 2 to 8 are usual.</source>
      <translation>소프트맥스 전에 교사와 학생의 출력을 이 값으로 나눕니다. 높을수록 교사가 가능성이 낮다고 보는 클래스의 정보가 학생에게 더 전달됩니다. 보통 2~8.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>Share of the soft targets</source>
      <translation>소프트 타깃의 비율</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>Weight of the teacher's targets; the rest is that of the labels</source>
      <translation>교사가 준 타깃의 가중치. 나머지는 레이블의 가중치입니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>Weight of the attention loss</source>
      <translation>어텐션 손실의 가중치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>β of the paper: 1,000 is usual</source>
      <translation>논문의 β: 보통 1,000</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>Epochs of the hint</source>
      <translation>힌트의 에포크</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>Epochs of the first stage, in which only the student's part up to its layer learns</source>
      <translation>학생이 자기 레이어까지의 부분만 학습하는 첫 단계의 에포크</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>Made up samples</source>
      <translation>합성 샘플</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>Samples between real ones (MUNGE) that the teachers label, besides the real ones</source>
      <translation>실제 샘플에 더해, 교사가 레이블을 붙이는 실제 샘플 사이의 샘플(MUNGE)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>Method</source>
      <translation>방법</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>Soft targets</source>
      <translation>소프트 타깃</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>Attention β</source>
      <translation>어텐션 β</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>Hint epochs</source>
      <translation>힌트 에포크</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>Made up</source>
      <translation>합성</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>Choose a teacher</source>
      <translation>교사 선택</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>Add a file…</source>
      <translation>파일 추가…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>The open model, as loaded</source>
      <translation>열린 모델, 로드된 상태 그대로</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/teacher_fields.py" />
      <source>There is no file on the list.</source>
      <translation>목록에 파일이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/training.py" />
      <source>Training needs labelled samples: choose data first (Ctrl+D).</source>
      <translation>학습에는 레이블이 있는 샘플이 필요합니다: 먼저 데이터를 선택하세요(Ctrl+D).</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/training.py" />
      <source>Only a run that was cancelled, failed or interrupted can go on.</source>
      <translation>취소, 실패 또는 중단된 실행만 계속할 수 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/training.py" />
      <source>This run has trained no model yet.</source>
      <translation>이 실행에서 아직 학습된 모델이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/training.py" />
      <source>The project does not hold this model any more.</source>
      <translation>이 모델은 더 이상 프로젝트에 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/training.py" />
      <source>This model is the open one.</source>
      <translation>이미 열린 모델입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/training.py" />
      <source>{}, no teacher</source>
      <translation>{}, 교사 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/training.py" />
      <source>Nothing can be trained now.</source>
      <translation>지금은 학습할 수 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/training.py" />
      <source>{} cannot go on.</source>
      <translation>계속할 수 없는 실행입니다: {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/weights_plot.py" />
      <source>Count</source>
      <translation>개수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/weights_plot.py" />
      <source>The weights of the selected layer are drawn here, stage by stage.</source>
      <translation>선택한 레이어의 가중치가 단계별로 여기에 그려집니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/weights_plot.py" />
      <source>zeros, not drawn: {}</source>
      <translation>0, 그리지 않음: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/workspace.py" />
      <source>&amp;Train</source>
      <translation>학습(&amp;T)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/workspace.py" />
      <source>Selected layer is the teacher's hint</source>
      <translation>선택한 레이어를 교사의 힌트로</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/workspace.py" />
      <source>Selected layer is the student's layer</source>
      <translation>선택한 레이어를 학생의 레이어로</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/workspace.py" />
      <source>Deep Compression…</source>
      <translation>Deep Compression…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/workspace.py" />
      <source>Train what the form says in the background (Ctrl+Return)</source>
      <translation>양식에 적은 대로 백그라운드에서 학습(Ctrl+Return)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/workspace.py" />
      <source>Prune, share weights and Huffman code the open model into a small file (Ctrl+Shift+K)</source>
      <translation>열린 모델을 가지치기, 가중치 공유, 허프만 부호화로 작은 파일로 만듭니다(Ctrl+Shift+K)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/workspace.py" />
      <source>Choose FitNets or attention transfer in the form first.</source>
      <translation>먼저 양식에서 FitNets 또는 어텐션 전이를 선택하세요.</translation>
    </message>
  </context>
  <context>
    <name>RoomBar</name>
    <message>
      <location filename="../../edgeviz/ui/devices/room_bar.py" />
      <source>under {}</source>
      <translation>{} 미만</translation>
    </message>
  </context>
  <context>
    <name>Search</name>
    <message>
      <location filename="../../edgeviz/ui/search/drawing.py" />
      <source>{} ch</source>
      <translation>{}채널</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Short training</source>
      <translation>짧은 학습</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Successive halving</source>
      <translation>연속 반감</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Shared weights (supernet)</source>
      <translation>공유 가중치(슈퍼넷)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Every candidate is trained from scratch for the epochs below.</source>
      <translation>모든 후보를 아래 에포크 동안 처음부터 학습합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>All are trained a little, the best of them longer, the best of those to the end. Li et al. 2020.</source>
      <translation>모두 조금씩 학습하고, 그중 좋은 것은 더 오래, 그중 가장 좋은 것은 끝까지 학습합니다. Li et al. 2020.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>One network is trained for all candidates, and each takes its weights from it: quick, but accuracies are only good for comparing. Yu and Huang 2019.</source>
      <translation>모든 후보를 위한 네트워크 하나를 학습하고 각 후보가 거기서 가중치를 가져옵니다: 빠르지만 정확도는 비교용으로만 쓸 수 있습니다. Yu and Huang 2019.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>None</source>
      <translation>없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Gradient norm</source>
      <translation>기울기 노름</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Every architecture that is drawn is evaluated.</source>
      <translation>추출된 모든 아키텍처를 평가합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>How much signal gets through the network. Tanaka et al. 2020.</source>
      <translation>네트워크를 통과하는 신호의 양. Tanaka et al. 2020.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>How differently samples switch its units on. Mellor et al. 2021.</source>
      <translation>샘플마다 유닛이 얼마나 다르게 켜지는지. Mellor et al. 2021.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Norm of the gradient of one batch.</source>
      <translation>배치 하나의 기울기 노름.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Measured here</source>
      <translation>이 컴퓨터에서 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Measured on a remote device</source>
      <translation>원격 장치에서 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Table of measured layers</source>
      <translation>측정된 레이어 표</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Modelled device</source>
      <translation>모델링된 장치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>● Each candidate runs in onnxruntime on this machine.</source>
      <translation>● 각 후보를 이 컴퓨터의 onnxruntime에서 실행합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>● Each candidate runs in onnxruntime on the device, over ssh.</source>
      <translation>● 각 후보를 ssh로 연결한 장치의 onnxruntime에서 실행합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>○ The sum of layers that were timed on this machine (Device, Calibrate).</source>
      <translation>○ 이 컴퓨터에서 시간을 잰 레이어의 합(장치, 보정).</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>◇ Roofline of the device's profile: nothing is timed.</source>
      <translation>◇ 장치 프로필의 루프라인: 시간을 재지 않습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>yes</source>
      <translation>예</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>no</source>
      <translation>아니요</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Regularized evolution</source>
      <translation>정규화 진화</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Local search</source>
      <translation>지역 탐색</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Policy gradient</source>
      <translation>정책 경사</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Recurrent controller (MnasNet)</source>
      <translation>순환 컨트롤러(MnasNet)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Random</source>
      <translation>무작위</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Differentiable (FBNet)</source>
      <translation>미분 가능(FBNet)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>A mutation of the best of a few of the youngest candidates comes next. Real et al. 2019.</source>
      <translation>가장 최근 후보 몇 개 중 최고를 변이시켜 다음 후보로 삼습니다. Real et al. 2019.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Keeps a front of accuracy and cost, and crosses and mutates what is on it. Deb et al. 2002.</source>
      <translation>정확도와 비용의 파레토 프런트를 유지하며 그 위의 후보를 교차하고 변이시킵니다. Deb et al. 2002.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Draws near good candidates and away from poor ones. Bergstra et al. 2011, Falkner et al. 2018.</source>
      <translation>좋은 후보에 가깝고 나쁜 후보에서 먼 곳에서 추출합니다. Bergstra et al. 2011, Falkner et al. 2018.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Goes to the first better neighbour, and starts again where there is none.</source>
      <translation>처음 만나는 더 나은 이웃으로 이동하고, 없으면 다시 시작합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Learns the probability of each value by policy gradient (PPO).</source>
      <translation>정책 경사(PPO)로 각 값의 확률을 학습합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>A recurrent network writes the architecture choice by choice and learns from the reward.</source>
      <translation>순환 네트워크가 선택 항목을 하나씩 정해 아키텍처를 만들고 보상으로 학습합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Guided by nothing: what every other method must beat.</source>
      <translation>아무런 유도 없음: 다른 모든 방법이 넘어야 할 기준입니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Learns which operator each layer takes while one network with all of them is trained. Wu et al. 2019.</source>
      <translation>모든 연산자를 담은 네트워크 하나를 학습하면서 각 레이어가 쓸 연산자를 학습합니다. Wu et al. 2019.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Population</source>
      <translation>개체군</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Drawn</source>
      <translation>추출 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Crossover</source>
      <translation>교차</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Mutation</source>
      <translation>변이</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Random at first</source>
      <translation>초기 무작위 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Good share</source>
      <translation>우수 비율</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Good at most</source>
      <translation>우수 최대 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Proposals</source>
      <translation>제안 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Changes</source>
      <translation>변경 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Others</source>
      <translation>다른 샘플</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Draws</source>
      <translation>추출 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Kick</source>
      <translation>교란</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Batch</source>
      <translation>배치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Passes</source>
      <translation>반복 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Rate</source>
      <translation>학습률</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Clip</source>
      <translation>클리핑</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Entropy</source>
      <translation>엔트로피</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Decay</source>
      <translation>감쇠</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>waiting</source>
      <translation>대기 중</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>running</source>
      <translation>실행 중</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>paused</source>
      <translation>일시 중지됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>finished</source>
      <translation>완료</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>failed</source>
      <translation>실패</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>stopped</source>
      <translation>중지됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>interrupted</source>
      <translation>중단됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>conv</source>
      <translation>합성곱</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>separable</source>
      <translation>분리형</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>inverted</source>
      <translation>역잔차</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>no skip</source>
      <translation>스킵 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Entropy (nats)</source>
      <translation>엔트로피 (nat)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Mean reward of the population</source>
      <translation>개체군의 평균 보상</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Best reward of the population</source>
      <translation>개체군의 최고 보상</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>Candidates on the front</source>
      <translation>파레토 프런트의 후보 수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>×{}</source>
      <translation>×{}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/search/words.py" />
      <source>SE {}</source>
      <translation>SE {}</translation>
    </message>
  </context>
  <context>
    <name>Sensitivity</name>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>KL divergence from float in thousandths of a nat: less is better</source>
      <translation>부동소수점 대비 KL 발산, 1000분의 1 nat: 작을수록 좋음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>Mean Hessian trace: {} ± {} (standard error, {} random vectors)</source>
      <translation>평균 헤시안 대각합: {} ± {} (표준 오차, 무작위 벡터 {}개)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>Weights at {} bits</source>
      <translation>{}비트 가중치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>Input activation at {} bits</source>
      <translation>{}비트의 입력 활성값</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>Signal to quantization noise, dB: more is better</source>
      <translation>신호 대 양자화 잡음비, dB: 클수록 좋음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>Estimated loss in thousandths of a nat: less is better</source>
      <translation>추정 손실, 1000분의 1 nat: 작을수록 좋음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>Mean Hessian trace × squared error, thousandths of a nat: less is better</source>
      <translation>평균 헤시안 대각합 × 제곱 오차, 1000분의 1 nat: 작을수록 좋음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>Relative error: {} (noise power / signal power)</source>
      <translation>상대 오차: {} (잡음 전력 / 신호 전력)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>Loss: {} nats per sample (Fisher)</source>
      <translation>손실: 샘플당 {} nat (Fisher)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>Loss: {} nats per sample (HAWQ-V2: trace × squared error)</source>
      <translation>손실: 샘플당 {} nat (HAWQ-V2: 대각합 × 제곱 오차)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>Loss: {} nats per sample (KL from the float outputs)</source>
      <translation>손실: 샘플당 {} nat (부동소수점 출력 대비 KL)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>Mean Hessian trace: {} (one random vector, error not known)</source>
      <translation>평균 헤시안 대각합: {} (무작위 벡터 하나, 오차 알 수 없음)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>○ estimated from the rounding error alone</source>
      <translation>○ 반올림 오차만으로 추정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>○ estimated from gradients</source>
      <translation>○ 기울기로 추정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>○ estimated from second derivatives</source>
      <translation>○ 2차 도함수로 추정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>● measured, this layer alone quantized</source>
      <translation>● 측정됨, 이 레이어만 양자화</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>{} samples</source>
      <translation>샘플 {}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>SQNR: {} dB</source>
      <translation>SQNR: {} dB</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>Change of the loss on labels: {}</source>
      <translation>레이블에 대한 손실 변화: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/sensitivity/model.py" />
      <source>Accuracy: {} points</source>
      <translation>정확도: {}%p</translation>
    </message>
  </context>
  <context>
    <name>Simulator</name>
    <message>
      <location filename="../../edgeviz/ui/simulator/thresholds.py" />
      <source>charge</source>
      <translation>충전량</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/thresholds.py" />
      <source>queue</source>
      <translation>큐</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/thresholds.py" />
      <source>response</source>
      <translation>응답</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/thresholds.py" />
      <source>waiting</source>
      <translation>대기 중</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/thresholds.py" />
      <source>temperature</source>
      <translation>온도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/thresholds.py" />
      <source>slow-down</source>
      <translation>속도 저하</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/thresholds.py" />
      <source>busy share</source>
      <translation>사용률</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/thresholds.py" />
      <source>confidence</source>
      <translation>신뢰도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/thresholds.py" />
      <source>bandwidth</source>
      <translation>대역폭</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/thresholds.py" />
      <source>time</source>
      <translation>시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/thresholds.py" />
      <source>fastest</source>
      <translation>가장 빠름</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/thresholds.py" />
      <source>cheapest</source>
      <translation>비용이 가장 낮음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/thresholds.py" />
      <source>most accurate</source>
      <translation>가장 정확함</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/thresholds.py" />
      <source>faster</source>
      <translation>더 빠르게</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/thresholds.py" />
      <source>slower</source>
      <translation>더 느리게</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/thresholds.py" />
      <source>same</source>
      <translation>그대로</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline.py" />
      <source>Requests (×)</source>
      <translation>요청 (×)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline.py" />
      <source>Contention (×)</source>
      <translation>경합 (×)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline.py" />
      <source>Bandwidth</source>
      <translation>대역폭</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline.py" />
      <source>Around it</source>
      <translation>주변 온도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline.py" />
      <source>Other power</source>
      <translation>기타 전력</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/timeline.py" />
      <source>Charge at first</source>
      <translation>초기 충전량</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Static</source>
      <translation>고정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Best mean</source>
      <translation>최고 평균</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Safe</source>
      <translation>안전</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Threshold rules</source>
      <translation>임계값 규칙</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Battery-aware</source>
      <translation>배터리 인식</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>PID on latency</source>
      <translation>지연 시간 PID</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Model-predictive</source>
      <translation>모델 예측 제어</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Clairvoyant</source>
      <translation>미래 예지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>No request came.</source>
      <translation>들어온 요청이 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Right in time</source>
      <translation>제시간 정답</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Missed</source>
      <translation>마감 초과</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Energy</source>
      <translation>에너지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Battery</source>
      <translation>배터리</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Switches</source>
      <translation>전환</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>p50</source>
      <translation>p50</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>p95</source>
      <translation>p95</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>p99</source>
      <translation>p99</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Regret</source>
      <translation>후회</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Requests answered correctly and in time, of all: a late answer is wrong</source>
      <translation>전체 요청 중 제시간에 올바르게 응답한 비율: 늦은 응답은 오답으로 칩니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Requests not answered within the deadline, of all: late or not at all</source>
      <translation>전체 요청 중 마감 시간 안에 응답하지 못한 비율: 늦었거나 응답하지 못함</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Energy of the whole device for each answer</source>
      <translation>응답 하나당 장치 전체의 에너지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Until the battery is empty; what is left at the end goes on at the mean power</source>
      <translation>배터리가 빌 때까지의 시간. 끝에 남은 양은 평균 전력으로 계속 쓴다고 봅니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>How often the operating point changes</source>
      <translation>동작점이 바뀌는 빈도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Half of the answers come within this time</source>
      <translation>응답의 절반이 이 시간 안에 나옵니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>95 % of the answers come within this time</source>
      <translation>응답의 95 %가 이 시간 안에 나옵니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>99 % of the answers come within this time</source>
      <translation>응답의 99 %가 이 시간 안에 나옵니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Right in time, below the ceiling that no policy can exceed</source>
      <translation>제시간 정답이 어떤 정책도 넘을 수 없는 상한에 못 미치는 정도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>{} right in time · {} of {} missed</source>
      <translation>제시간 정답 {} · 마감 시간 초과 {}/{}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>One row for each chosen operating point, which is never changed</source>
      <translation>선택한 동작점마다 한 행. 동작점은 바뀌지 않습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>The most accurate point that meets the deadline on a quiet device</source>
      <translation>한가한 장치에서 마감 시간을 지키는 가장 정확한 동작점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>The most accurate point that meets the deadline in the worst case foreseen</source>
      <translation>예상되는 최악의 경우에도 마감 시간을 지키는 가장 정확한 동작점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>The first of a list of thresholds that holds decides</source>
      <translation>임계값 목록에서 처음으로 성립하는 것이 결정합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Spends no faster than the battery allows until the end</source>
      <translation>끝까지 쓸 수 있도록 배터리가 허용하는 속도 이내로만 소비합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>A controller holds the response time below the deadline</source>
      <translation>컨트롤러가 응답 시간을 마감 시간 아래로 유지합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>A Kalman filter estimates the slow-down; point and clock are chosen together</source>
      <translation>칼만 필터가 속도 저하를 추정하고, 동작점과 클록을 함께 선택합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Learns from rewards while it runs</source>
      <translation>실행되는 동안 보상으로 학습합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Plans the next requests with a model of the queue</source>
      <translation>큐 모델로 다음 요청들을 계획합니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/simulator/words.py" />
      <source>Sees the future: for comparison only</source>
      <translation>미래를 알고 결정합니다: 비교용</translation>
    </message>
  </context>
  <context>
    <name>Training</name>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>No teacher</source>
      <translation>교사 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>The student learns from the labels alone.</source>
      <translation>학생이 레이블만으로 학습합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>No pruning</source>
      <translation>가지치기 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Nothing is removed.</source>
      <translation>아무것도 제거하지 않습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>float</source>
      <translation>부동소수점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Queued</source>
      <translation>대기 중</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Running</source>
      <translation>실행 중</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Finished</source>
      <translation>완료됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Failed</source>
      <translation>실패</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Cancelled</source>
      <translation>취소됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Interrupted</source>
      <translation>중단됨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Soft targets (Hinton)</source>
      <translation>소프트 타깃(Hinton)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Outputs alone (Buciluă)</source>
      <translation>출력만(Buciluă)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Hint layer (FitNets)</source>
      <translation>힌트 레이어(FitNets)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Attention transfer</source>
      <translation>어텐션 전이</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Distil</source>
      <translation>증류</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Match outputs</source>
      <translation>출력 맞추기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Attention</source>
      <translation>어텐션</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>The student learns the teacher's probabilities, softened by a temperature, beside the labels. Hinton et al. 2015.</source>
      <translation>학생이 레이블과 함께, 온도로 완만하게 만든 교사의 확률을 학습합니다. Hinton et al. 2015.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>The student learns the mean output of the teachers; labels are not used. Buciluă et al. 2006, Ba and Caruana 2014.</source>
      <translation>학생이 교사들의 평균 출력을 학습합니다. 레이블은 사용하지 않습니다. Buciluă et al. 2006, Ba and Caruana 2014.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>First the student's layer learns to say what the teacher's hint layer says, then soft targets train all of it: for students that are thinner and deeper. Romero et al. 2015.</source>
      <translation>먼저 학생의 레이어가 교사의 힌트 레이어 출력을 따라 하도록 학습한 뒤 소프트 타깃으로 전체를 학습합니다: 더 얇고 깊은 학생에 적합합니다. Romero et al. 2015.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>The student learns where in the picture the teacher's layers are active. Zagoruyko and Komodakis 2017.</source>
      <translation>교사의 레이어가 이미지의 어느 위치에서 활성화되는지를 학생이 학습합니다. Zagoruyko and Komodakis 2017.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Single weights</source>
      <translation>개별 가중치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>N of every M weights</source>
      <translation>M개마다 가중치 N개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Whole channels</source>
      <translation>채널 단위</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>The smallest weights become zero and stay zero. An ONNX file gets neither smaller nor faster by it; Deep Compression stores the zeros in less.</source>
      <translation>가장 작은 가중치를 0으로 만들고 0으로 유지합니다. ONNX 파일은 이로써 작아지거나 빨라지지 않지만, Deep Compression은 0을 더 적은 공간에 저장합니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Of every M weights along the inputs the N largest stay (2 of 4 for sparse tensor cores). Saves time only on hardware with such kernels.</source>
      <translation>입력 방향으로 가중치 M개마다 가장 큰 N개를 남깁니다(희소 텐서 코어는 4개 중 2개). 해당 커널이 있는 하드웨어에서만 시간이 줄어듭니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Whole channels are cut out: the network really gets smaller and faster everywhere.</source>
      <translation>채널을 통째로 잘라냅니다: 네트워크가 어디서나 실제로 작아지고 빨라집니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Across the network</source>
      <translation>네트워크 전체에서</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>In each layer alike</source>
      <translation>레이어마다 동일하게</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Magnitude</source>
      <translation>절댓값 크기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>From the loaded weights</source>
      <translation>로드된 가중치에서</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>From random weights</source>
      <translation>무작위 가중치에서</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Constant</source>
      <translation>상수</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Cosine to zero</source>
      <translation>코사인으로 0까지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>In steps</source>
      <translation>단계별</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>From calibration</source>
      <translation>보정으로 결정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Learned (LSQ)</source>
      <translation>학습으로 결정(LSQ)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Learned (PACT)</source>
      <translation>학습으로 결정(PACT)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>Fine-tune</source>
      <translation>미세 조정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>−{} weights</source>
      <translation>가중치 −{}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>about {} h</source>
      <translation>약 {}시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>−{} channels</source>
      <translation>채널 −{}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>about {} s</source>
      <translation>약 {}초</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>about {} min</source>
      <translation>약 {}분</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>width {}</source>
      <translation>너비 {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/training/words.py" />
      <source>depth {}</source>
      <translation>깊이 {}</translation>
    </message>
  </context>
  <context>
    <name>Verdicts</name>
    <message>
      <location filename="../../edgeviz/ui/verdicts.py" />
      <source>better</source>
      <translation>더 좋음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/verdicts.py" />
      <source>worse</source>
      <translation>더 나쁨</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/verdicts.py" />
      <source>no clear difference</source>
      <translation>뚜렷한 차이 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/verdicts.py" />
      <source>not comparable</source>
      <translation>비교할 수 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/verdicts.py" />
      <source>one of them has no measured accuracy</source>
      <translation>둘 중 하나의 정확도가 측정되지 않았습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/verdicts.py" />
      <source>they were measured on different data</source>
      <translation>서로 다른 데이터로 측정했습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/verdicts.py" />
      <source>the data changed between the two measurements</source>
      <translation>두 측정 사이에 데이터가 바뀌었습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/verdicts.py" />
      <source>one of them has no interval</source>
      <translation>둘 중 하나에 구간이 없습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/verdicts.py" />
      <source>{} samples are right only here, {} only with the other.</source>
      <translation>이쪽에서만 맞은 샘플 {}개, 다른 쪽에서만 맞은 샘플 {}개.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/verdicts.py" />
      <source>p = {}</source>
      <translation>p = {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/verdicts.py" />
      <source>McNemar's exact test, both recipes on the same samples:</source>
      <translation>McNemar 정확 검정, 같은 샘플에 대한 두 레시피:</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/verdicts.py" />
      <source>Difference: {} points, 95 % interval {} to {}</source>
      <translation>차이: {}%p, 95 % 구간 {} ~ {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/verdicts.py" />
      <source>p &lt; {}</source>
      <translation>p &lt; {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/verdicts.py" />
      <source>intervals apart</source>
      <translation>구간이 겹치지 않음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/verdicts.py" />
      <source>intervals overlap</source>
      <translation>구간이 겹침</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/verdicts.py" />
      <source>Compared by the overlap of both 95 % intervals: which samples are right was not kept. Measured again, pairs of samples tell smaller differences apart.</source>
      <translation>두 95 % 구간의 겹침으로 비교했습니다: 어떤 샘플이 맞았는지는 보관되지 않았습니다. 다시 측정하면 샘플 쌍으로 더 작은 차이도 구분할 수 있습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/ui/verdicts.py" />
      <source>{} samples</source>
      <translation>샘플 {}개</translation>
    </message>
  </context>
  <context>
    <name>core</name>
    <message>
      <location filename="../../edgeviz/core/adaptive/exits.py" />
      <source>A trace of the shape {} cannot be kept.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/exits.py" />
      <source>Record fewer exits or samples.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/exits.py" />
      <source>The parts of a trace do not fit together.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/exits.py" />
      <source>Record it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/exits.py" />
      <source>A trace holds values that are not possible.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/from_evaluations.py" />
      <source>No evaluation has both an accuracy and a latency.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/from_evaluations.py" />
      <source>Evaluate recipes with data first, or name a device with --device.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/metrics.py" />
      <source>Accuracy in time</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/metrics.py" />
      <source>Deadline misses</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/metrics.py" />
      <source>Accuracy lost to lateness</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/metrics.py" />
      <source>Accuracy of answers in time</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/metrics.py" />
      <source>Energy</source>
      <translation>에너지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/metrics.py" />
      <source>Energy per answer</source>
      <translation>응답당 에너지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/metrics.py" />
      <source>Of that for computing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/metrics.py" />
      <source>Battery life</source>
      <translation>배터리 수명</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/metrics.py" />
      <source>Switches</source>
      <translation>전환</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/metrics.py" />
      <source>Latency p50</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/metrics.py" />
      <source>Latency p95</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/metrics.py" />
      <source>Latency p99</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/metrics.py" />
      <source>Regret to the ceiling</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/model.py" />
      <source>{} is no name of a model file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/model.py" />
      <source>Make the adaptive model again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/model.py" />
      <source>An adaptive model has other metrics than points.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/model.py" />
      <source>Make it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/model.py" />
      <source>An adaptive model does not say how its points are run.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/model.py" />
      <source>An adaptive model needs files that it does not have.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/partition.py" />
      <source>{} layers on the device, {} on the server and {} sizes do not fit.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/partition.py" />
      <source>Give one of each for every layer; the first size is the input's.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/partition.py" />
      <source>The bandwidth must be above 0 and the round trip not below.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/partition.py" />
      <source>Give B/s and seconds.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/partition.py" />
      <source>Seconds and bytes of layers must not be below 0.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/partition.py" />
      <source>Mend the lists.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/platform.py" />
      <source>The clocks of {} do not rise.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/platform.py" />
      <source>Give 1 to {} clocks in Hz, each higher.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/platform.py" />
      <source>{} of {} must be above 0 and finite.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/platform.py" />
      <source>Mend the platform.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/platform.py" />
      <source>{} of {} must not be below 0, and finite.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/platform.py" />
      <source>The clocks of {} must be above 0 and finite.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/platform.py" />
      <source>Give them in Hz.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/platform.py" />
      <source>voltage_high of {} is below voltage_low.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/platform.py" />
      <source>Exchange the two.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/platform.py" />
      <source>The profile of {} says nothing about power.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/platform.py" />
      <source>Add idle_power, [energy] or [frequency] to it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>An operating point has no name, or a very long one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>Name each of them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>must not be below 0, and finite</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>and fixed are both 0: an answer takes time</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>must have an entry for each of {} samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>must lie between 0 and 1</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>must be above 0 and at most {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>assumed from the accuracy, {} samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>An operating point has no name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>Give each a "name".</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>is unknown</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>Choose among {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>stands beside scaling or fixed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>Give either it or those two.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>is missing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>Give latency, or scaling and fixed, in seconds.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>holds no 32-bit numbers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>is no text</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>{} operating points cannot be simulated.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>Give 1 to {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>Two operating points are called {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>Give each its own name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>The outcomes of {} are of other samples than those of {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>Evaluate all of them on the same data, or give accuracies alone.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>Give accuracy (0…1), or samples and correct.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>is no whole number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>does not fit: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>is no base64 text</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>is no number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>is too large</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>Mend the list of operating points.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/points.py" />
      <source>Operating point {}: {} {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/__init__.py" />
      <source>There is no policy {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/__init__.py" />
      <source>It has none.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/__init__.py" />
      <source>The policy {} has no setting {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/__init__.py" />
      <source>true or false</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/__init__.py" />
      <source>The setting {} of the policy {} is {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/__init__.py" />
      <source>It must be of the kind: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/__init__.py" />
      <source>rules is no list, or has over 100 rules.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/__init__.py" />
      <source>Write each as [[policy.rules]].</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/__init__.py" />
      <source>Rule {} is no table.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/__init__.py" />
      <source>Rule {} has no {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/__init__.py" />
      <source>It needs quantity, value and point.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/__init__.py" />
      <source>Rule {}: {} is unknown.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/__init__.py" />
      <source>Choose of {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/alert.py" />
      <source>ALERT needs α and K from 0 to 1, R above 0 and Q not below 0.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/alert.py" />
      <source>Mend its settings.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/alert.py" />
      <source>ALERT needs every ≥ 1 and a tolerance from 0 to below 1.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/battery.py" />
      <source>The battery-aware policy needs every ≥ 1 and a reserve from 0 to below 1.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/battery.py" />
      <source>Mend it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/oracle.py" />
      <source>Clairvoyant</source>
      <translation>미래 예지</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/pid.py" />
      <source>PID on latency</source>
      <translation>지연 시간 PID</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/pid.py" />
      <source>The PID needs a target above 0, at most 1, and finite gains.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/predictive.py" />
      <source>The predictive policy needs a horizon from 1 to 1000, every ≥ 1 and a tolerance below 1.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/qlearning.py" />
      <source>Q-learning needs a rate above 0, a discount below 1, and explore from 0 to 1.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/rules.py" />
      <source>most accurate</source>
      <translation>가장 정확함</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/rules.py" />
      <source>Threshold rules</source>
      <translation>임계값 규칙</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/rules.py" />
      <source>Rule {} looks at {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/rules.py" />
      <source>Rule {} takes level {}, which there is not.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/rules.py" />
      <source>Or -1 for none.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/rules.py" />
      <source>Rule {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/rules.py" />
      <source>The last rule</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/rules.py" />
      <source>{} takes {}, which is no operating point.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/static.py" />
      <source>Static</source>
      <translation>고정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/static.py" />
      <source>There is no operating point {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/static.py" />
      <source>There is no level {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/static.py" />
      <source>Choose 0 to {}, or -1.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/static.py" />
      <source>Best mean</source>
      <translation>최고 평균</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/policies/static.py" />
      <source>Safe</source>
      <translation>안전</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>kind of exit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>rule for exits</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>operating points</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>{} exits, or two at one place.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>Choose up to {} different places.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>weight of an exit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>{} weights for {} exits and the network's own answer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>Give one weight for each exit, in order, and one for the answer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>share of the computation that stays</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>{} different widths.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>Choose 2 to {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>{} models to switch between.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>Choose 1 to {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>Two of the models have the same name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>Give each its own.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>speed of the server</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>round trip</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>members drawn</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>The space {} has no supernet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>Choose one of the builder elastic or mnasnet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>training samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>These are no settings of an adaptive model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>They must say "format": "{}".</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>These settings of an adaptive model cannot be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/request.py" />
      <source>Choose them again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>Mend the scenario.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>Scenario: {} {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>is longer than the duration</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>Take at most the duration.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>cuts the duration into over {} ticks</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>Take a longer tick.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>must be a whole number from 0 (no bound)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>must be a whole number from 0</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>does not begin at 0</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>Give the first row of the plan at = 0.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>must be at least 1</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>does not rise from row to row</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>Sort the rows by time.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>is below voltage_empty</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>is above throttle</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>It must cool down before the clock rises again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>must be a level from 0 to {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>must be at most 1</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>is empty</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>Give the times of the requests, in seconds.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>makes over {} requests</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>Lower it, or the duration.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>has {} entries for {} times</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>Give times and values.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>must be at least {} and finite</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>are too many</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>Keep at most 100.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>is longer than the period</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>adds up to over 0.95 with those before</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>Leave the model something to compute with.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>is too long</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>Give at most {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>does not rise</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>Sort it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>must be a temperature in °C</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario.py" />
      <source>must be above 0</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario_table.py" />
      <source>Write [platform] and device = "…", or its clocks and watts.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario_table.py" />
      <source>is no device's key</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario_table.py" />
      <source>cannot be used: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario_table.py" />
      <source>is impossible: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario_table.py" />
      <source>Add it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario_table.py" />
      <source>is no list</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario_table.py" />
      <source>Write it in brackets, or each as a table in double brackets.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario_table.py" />
      <source>Give at most {} entries.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario_table.py" />
      <source>is no text, or too long</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario_table.py" />
      <source>Write at most {} characters.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario_table.py" />
      <source>Write a number.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario_table.py" />
      <source>Write a whole number.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario_table.py" />
      <source>Write a smaller number.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario_table.py" />
      <source>the file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario_table.py" />
      <source>is no table</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/scenario_table.py" />
      <source>Write it as [{}].</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/simulate.py" />
      <source>{} needs {} MB; {} has {} MB.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/simulate.py" />
      <source>Leave this operating point out, or choose another device.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/splits.py" />
      <source>Bandwidth and speed of the server must be above 0.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/splits.py" />
      <source>Choose larger ones.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/splits.py" />
      <source>{} is not split between device and server.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/splits.py" />
      <source>Choose a partition model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/world.py" />
      <source>changes too often for the duration</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/adaptive/world.py" />
      <source>Take longer times.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/additive.py" />
      <source>{} cannot run {} with {}-bit weights</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/additive.py" />
      <source>{} and {}-bit activations: it has units of {} bits only.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/additive.py" />
      <source>Choose among widths that its units can hold, or another device.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/__init__.py" />
      <source>Advice</source>
      <translation>조언 목록</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/kernels.py" />
      <source>W{bits} here saves size, not time: {layers} stored in {bits} bits, computed in FP32.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/kernels.py" />
      <source>Weight-only: {layers} stored in 8 bits, computed in FP32 all the same.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/kernels.py" />
      <source>Their inputs are floats, so onnxruntime has no integer kernel for them: {time}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/kernels.py" />
      <source>8-bit activations need ranges, and ranges need data.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/kernels.py" />
      <source>Choose data</source>
      <translation>데이터 선택</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/kernels.py" />
      <source>Sets the activations of these layers to 8 bits.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/kernels.py" />
      <source>Use 8-bit activations</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/kernels.py" />
      <source>An activation is missing after {layers}: quantized input and weights, computed in FP32.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/kernels.py" />
      <source>What they write is quantized to 8 bits by nobody, so onnxruntime has no integer kernel for them: {time}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/kernels.py" />
      <source>Sets the activations of {readers}, which read it, to 8 bits.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/kernels.py" />
      <source>Quantize the missing activations</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/kernels.py" />
      <source>{}, {} of all kernels' time</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>Layer {layer} loses {points} at {bits} bits per tensor: use per channel.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>With one scale per channel the same widths measured {points} better than per tensor.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>Depthwise</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>The recipe loses {points}, and {layers} at {bits} bits per tensor: use per channel.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>One scale must span the widest channel; channels with small weights then get few of the levels.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>Gives {layers} a scale for each channel; the file would take {added}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>Use per channel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>the {} layer {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>The recipe loses {points} with {layers} at {bits} bits: keep 8.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>The input and the class scores pass through few weights, and their errors reach everything.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>{share} of the predicted loss is theirs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>Sets their weights to 8 bits; the file would take {added}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>Keep at 8 bits</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>{share} of the predicted loss is from the {what} of {layers} at {bits} bits: use {wider}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>The predicted loss falls from {old} to {new} nats a sample.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>Sets {bits} bits; the file would take {added}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>Use {bits} bits</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>The input of {layers} has an SQNR of only {sqnr} dB at {bits} bits: clip its range.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>The range from the least to the largest value leaves few levels for the values between outliers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>It has {share} of the predicted loss, with a range from the least to the largest value.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>Chooses the ranges of {layers} for the least squared error, which clips outliers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>Clip by squared error</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>Lower the weights of {layers} to {bits} bits: {saved} ({share}) less for {loss} more predicted loss.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>By the sensitivity they cost next to nothing there; the figure is a prediction.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>Sets these widths; the file is predicted to take {size}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>Lower them</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>The {what} that {layers} share has {widths} bits: one width can serve them all.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>A weight is stored once, and integer kernels join tensors of one width only; the rest is converted.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>Gives each such group its widest width ({groups} in all); the file would take {added}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/layers.py" />
      <source>Use one width</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/repairs.py" />
      <source>The recipe loses {points} with {bits}-bit weights of {layers} rounded to the nearest code: use AdaRound.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/repairs.py" />
      <source>It learns for each weight whether to round up or down, so that the layer's output stays as it was.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/repairs.py" />
      <source>Switches it on with {count} iterations for each layer. That takes minutes: it is measured only when you ask for it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/repairs.py" />
      <source>Round with AdaRound</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/repairs.py" />
      <source>The recipe loses {points} with {bits}-bit weights of {layers}: correct the biases.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/repairs.py" />
      <source>Rounding to few levels shifts the mean of what a channel computes, and a bias can take that off again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/repairs.py" />
      <source>Switches bias correction on: it takes about as long as calibrating, and the file stays as large.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/repairs.py" />
      <source>Correct biases</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/repairs.py" />
      <source>The recipe loses {points}, and {layers} one scale for all channels: equalize them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/repairs.py" />
      <source>Scale is moved from channels with large weights to the layer beside; the float network stays the same.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/repairs.py" />
      <source>Switches cross-layer equalization on: it needs no data and no time, and the file stays as large.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/repairs.py" />
      <source>Equalize layers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/repairs.py" />
      <source>With {repairs} the same widths measured {points} better.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/situation.py" />
      <source>choose data</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/situation.py" />
      <source>estimate sensitivity</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/situation.py" />
      <source>measure uniform widths</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/situation.py" />
      <source>nothing more</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/situation.py" />
      <source>{} layers ({}, {} …)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>There is no data: no accuracy can be measured.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Without it only sizes, costs and the rounding error of weights are known.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Opens the dialogue in which data is chosen.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Choose data…</source>
      <translation>데이터 선택…</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>The float model is right on {value} of {samples} samples: guessing gives {chance}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Data read in another way than in training (scale, mean, layout) or labels of other classes look so. Comparing recipes means nothing until that is mended.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Opens the dialogue in which data is chosen, and how it is read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Check the data…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>The gradients of one pass over the data say so for every layer and width at once.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>The rounding error of the weights says something already, without data.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>It is not known yet which of the {layers} layers suffers from which width.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Estimates it in the background and shows it under Sensitivity.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Estimate sensitivity</source>
      <translation>민감도 추정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>8 bits per channel, with ranges from the data, are where one begins.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Measured: {verdict}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>All {layers} layers are float: with 8 bits the file takes {new} instead of {old}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Sets weights and activations of every layer to 8 bits.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Use 8 bits</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>With {widths}-bit weights in {layers} the accuracy is {value}: guessing gives {chance}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>With {widths}-bit weights in {layers} the accuracy falls to {value}, from {plain} in float.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>So few levels need training with them; rounding trained weights is not enough.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Sets these weights to 4 bits; the file would take {added}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Use 4 bits</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>The format has integers of 2, 4, 8 and 16 bits and nothing between.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>The predicted loss falls by {share}; bit operations, which count nominal widths, rise.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>{bits}-bit weights of {layers} are stored with {stored} bits: take the rest, it is free.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Sets the stored widths; the file would take {added}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Take the free bits</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>The weights of {layers} save size, not time: {mine} here, {plain} in float.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>onnxruntime has integer kernels for 8-bit activations; beside wider ones it turns weights into float.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>{bits}-bit weights take {saved} less than 8 bits and no less time ({mine}, {other}), for {points}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>onnxruntime computes with 8-bit integers and widens narrower weights when it loads them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Sets these weights to 8 bits, which pays where time counts more than size.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Use 8-bit weights</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Activation ranges come from only {samples} samples.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>With so few, the largest value depends on which samples they happen to be.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Takes {samples} samples, or as many as the calibration data has.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Use {samples} samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>No clear difference from float ({sure}): there is room to go smaller.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>A recipe with {size} instead of {mine} shows none either ({sure}).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Makes that recipe the current one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Use the smaller one</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>One with {size} instead of {mine} may be as good: {verdict}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Makes that recipe the current one and measures it sample by sample.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Try the smaller one</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Nothing smaller has been measured yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Measures the same width in every layer, from 16 bits to 1.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>Measure uniform widths</source>
      <translation>균일 비트 폭 측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>by intervals</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/advisor/whole.py" />
      <source>{}, {} samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/blocks.py" />
      <source>Size</source>
      <translation>크기</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/budget.py" />
      <source>{} cannot be limited.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/budget.py" />
      <source>Limit {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/budget.py" />
      <source>A minimum accuracy needs evaluated recipes to predict accuracy from.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/budget.py" />
      <source>Evaluate some points first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/budget.py" />
      <source>An accuracy of {} is out of reach: with these widths at most {} is predicted. Lower the accuracy, or allow wider weights and activations.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/budget.py" />
      <source>evaluate a recipe with a predicted loss of {}, beyond which no accuracy is known</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/budget.py" />
      <source>No choice of these widths keeps all limits. The least change: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/budget.py" />
      <source>Or one limit alone:</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/budget.py" />
      <source>, or </source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/budget.py" />
      <source> Changing {} alone is not enough.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/budget.py" />
      <source>{} the {} limit from {} to {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/comparison.py" />
      <source>no clear difference</source>
      <translation>뚜렷한 차이 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/comparison.py" />
      <source>not comparable</source>
      <translation>비교할 수 없음</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/comparison.py" />
      <source>McNemar's exact test</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/comparison.py" />
      <source>overlap of the Wilson intervals</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/comparison.py" />
      <source>one of them has no measured accuracy</source>
      <translation>둘 중 하나의 정확도가 측정되지 않았습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/comparison.py" />
      <source>they were measured on different data</source>
      <translation>서로 다른 데이터로 측정했습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/comparison.py" />
      <source>the data changed between the two measurements</source>
      <translation>두 측정 사이에 데이터가 바뀌었습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/comparison.py" />
      <source>one of them has no interval</source>
      <translation>둘 중 하나에 구간이 없습니다</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/comparison.py" />
      <source>not comparable: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/comparison.py" />
      <source>intervals overlap</source>
      <translation>구간이 겹침</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/comparison.py" />
      <source>intervals do not overlap</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/huffman.py" />
      <source>the table of codes is cut off</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/huffman.py" />
      <source>a stream of one symbol has no codes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/huffman.py" />
      <source>the code lengths are those of no prefix code</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/huffman.py" />
      <source>the lengths of the runs are cut off</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/huffman.py" />
      <source>the codes do not fill the stream</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/huffman.py" />
      <source>the stream does not end in zeros</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/huffman.py" />
      <source>a run does not end where the next one begins</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/huffman.py" />
      <source>the codes do not end with the stream</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/huffman.py" />
      <source>there are more codes than symbols</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/request.py" />
      <source>other layers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/request.py" />
      <source>sparsity of {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/request.py" />
      <source>epochs after pruning</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/request.py" />
      <source>epochs of shared weights</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/request.py" />
      <source>bits of the shared weights of {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/request.py" />
      <source>Gaps of {} bits are not possible for {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/request.py" />
      <source>Choose one of {}, or {} for whichever is smallest.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/request.py" />
      <source>share of the run in which statistics are frozen</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/request.py" />
      <source>Class weights are given and to be balanced.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/request.py" />
      <source>Choose one of the two.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/request.py" />
      <source>{} has no weights that can be compressed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/request.py" />
      <source>Choose a model with layers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/request.py" />
      <source>These are no settings of Deep Compression.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/request.py" />
      <source>These settings of Deep Compression cannot be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/request.py" />
      <source>{} has no layer {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/request.py" />
      <source>Its layers are {} …</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/stream.py" />
      <source>the model's checksum is wrong</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/stream.py" />
      <source>the model</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/stream.py" />
      <source>the layer {} cannot be decoded: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/stream.py" />
      <source>The file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/stream.py" />
      <source>{} is no compressed model of EdgeViz.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/stream.py" />
      <source>Choose a file that ends in {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/stream.py" />
      <source>{} was written by another version of EdgeViz (format {}, not {}).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/stream.py" />
      <source>Decompress it with that version.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/stream.py" />
      <source>it ends within its header</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/stream.py" />
      <source>the header's checksum is wrong</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/stream.py" />
      <source>the header</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/stream.py" />
      <source>its header cannot be read ({})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/stream.py" />
      <source>{} cannot be inflated ({})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/stream.py" />
      <source>{} has another length than it says</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/stream.py" />
      <source>{} is damaged: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/compress/stream.py" />
      <source>Get it again from where it came from, or compress the model anew.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/cost.py" />
      <source>parameters and names counted, the rest estimated</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/cost.py" />
      <source>liveness schedule</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/cost.py" />
      <source>counted from the graph</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/cost.py" />
      <source>MACs × weight bits × activation bits</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/dataset.py" />
      <source>The layout {} is unknown.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/dataset.py" />
      <source>Choose NCHW, NHWC or none.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/dataset.py" />
      <source>Both splits need at least one sample.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/dataset.py" />
      <source>Choose 1 or more.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/dataset.py" />
      <source>A standard deviation of 0 cannot be divided by.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/dataset.py" />
      <source>Choose a value above 0.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/dataset.py" />
      <source>Mean and standard deviation differ in length.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/dataset.py" />
      <source>Give one number per channel in both.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/energy.py" />
      <source>Horowitz's constants and the roofline's bytes and time</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/energy.py" />
      <source>; ▫ assumed: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/energy.py" />
      <source>every constant</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>without a name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>a number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>Remote device {}: {} must be {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>Correct it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>Remote device: {} is too long or has a control character.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>Write it on one line.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>A remote device needs a name of at most 80 characters.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>Give it one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>Remote device {}: {} is no address.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>an empty text</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>Give a host name, an IP address, or a name of your ssh configuration, without user and port.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>Remote device {}: {} is no user name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>Leave it empty or correct it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>Remote device {}: port {} is impossible.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>Choose 0 to 65535; 22 is usual.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>Remote device {}: {} threads are impossible.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>Choose 0 (all cores) to {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>Remote device {}: {} is no command.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>Give the command that starts Python there, such as python3 or ~/venv/bin/python.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>Remote device: the field {} is unknown.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>Remote device: the field {} is missing.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>{} is no address.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>Write an IPv6 address as [address]:port.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>{}: {} is no port.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/host.py" />
      <source>Write user@address:port with a number as port.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/latency.py" />
      <source>sum of layers measured in {} models; {} of the time is theirs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/latency.py" />
      <source>not learned from</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/latency.py" />
      <source>of models that were not measured</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/latency.py" />
      <source>; on {} recipes {}, eight of ten predictions were off by {} to {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/latency.py" />
      <source>roofline; see the device's sources</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>Write it as { value = …, trust = "measured", "vendor" or "assumed", source = "…" }.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>the field name is empty.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>Give the device a name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>no rate is given.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>Give at least one, such as rates.32.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>load_power is below idle_power.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>Exchange the two, or mend one of them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>{}.{} is no width of a unit.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>there is {}, but no {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>Add {}, or take {} out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>the field {} is missing.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>Add it, as there is {}, or give one for all.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>{} must be at most 1.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>It is the share of the peak that real layers reach.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>frequency.nominal lies outside the levels.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>Choose one of the levels.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>frequency.voltage_high is below voltage_low.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>Exchange the two: the highest level needs the most.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>there are too many runtimes.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>Keep at most {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>{} is no name of a runtime.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>Take letters, digits and hyphens.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>{} must list its kernels.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>Write value = ["W8A8", "W32A32"].</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>{}: {} is no kernel.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>Write weight and activation bits, such as W8A8 or W32A32.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>{} lists a kernel twice.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>Take one of them out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>Write value = [6e8, 1.5e9], at most {} of them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>{} must be a list of frequencies in Hz.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>{} must rise from level to level.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>Sort them, and name each once.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>the field {} is malformed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>the trust of {} is {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>the source of {} is no text, or too long.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>the value of {} is no number.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>not be below 0</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>be above 0</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>{} must {} and finite.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>Mend the profile.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>the field {} is no text, or too long.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>Add it to the profile.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>{} is no table.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>Write it as [{}], one entry a line.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>{} is unknown.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/profile_table.py" />
      <source>Device {}: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/timings.py" />
      <source>integer, widened weights</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/device/timings.py" />
      <source>{}, {}-bit weights</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/frontier.py" />
      <source>Without a device there is no {} to model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/frontier.py" />
      <source>Choose a device with a profile.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/frontier.py" />
      <source>The profile of {} says nothing about energy.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/frontier.py" />
      <source>Choose another device, or add the table energy to the profile.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/frontier.py" />
      <source>{} is not a cost that is summed over layers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/frontier.py" />
      <source>No width was given.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/frontier.py" />
      <source>Name at least one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/frontier.py" />
      <source>Activations at 32 bits cannot be chosen beside narrower ones.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/frontier.py" />
      <source>Take 16 instead: a layer in float would still read what the integer layer before it rounds.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/frontier.py" />
      <source>{} has no layer whose width could be chosen.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/frontier.py" />
      <source>Open a model with weights.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/frontier.py" />
      <source>Name layers of this model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/frontier.py" />
      <source>The {}s of {} must not fall below {} bits, and only {} can be chosen.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/frontier.py" />
      <source>Allow {} bits, or let the layer be narrower.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/frontier.py" />
      <source>The sensitivity of weights alone ({}) cannot compare activation widths.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/frontier.py" />
      <source>Name one activation width, or take the sensitivity by another method.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/frontier.py" />
      <source>{}s at {} bits of {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/frontier.py" />
      <source> and {} more</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/frontier.py" />
      <source>The sensitivity lacks {} value{}: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/frontier.py" />
      <source>Let it run to the end for these widths, or leave them out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/graph_diff.py" />
      <source>operator {} → {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/layer_profile.py" />
      <source>{} · {} thread{} · {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/layer_profile.py" />
      <source>, governor {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/layer_profile.py" />
      <source>, load {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/metric.py" />
      <source>Accuracy</source>
      <translation>정확도</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/metric.py" />
      <source>Compressed file</source>
      <translation>압축된 파일</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/metric.py" />
      <source>Latency</source>
      <translation>지연 시간</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/metric.py" />
      <source>Peak activations</source>
      <translation>최대 활성값 메모리</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/metric.py" />
      <source>Agreement with float</source>
      <translation>부동소수점과의 일치율</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/naming.py" />
      <source>Float</source>
      <translation>부동소수점</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/naming.py" />
      <source>BWN A{}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/naming.py" />
      <source>{} W{}A{}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/naming.py" />
      <source>Mixed W{} A{}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/drive.py" />
      <source>Its worker vanished {} times.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/drive.py" />
      <source>The first {} candidates failed, the last one because: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/drive.py" />
      <source>Mend that, then go on with the search or begin a new one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/halving.py" />
      <source>the smallest budget</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/halving.py" />
      <source>the largest budget</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/halving.py" />
      <source>the factor of successive halving</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/halving.py" />
      <source>The largest budget, {}, is below the smallest, {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/importance.py" />
      <source>{} candidates are too few to tell what matters.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/importance.py" />
      <source>Wait for {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/importance.py" />
      <source>All candidates have the same value: nothing matters to it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/importance.py" />
      <source>Choose another figure.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/request.py" />
      <source>way to find an accuracy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/request.py" />
      <source>samples that candidates are judged by</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/request.py" />
      <source>architectures drawn for one that is evaluated</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/request.py" />
      <source>factor of a rung</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/request.py" />
      <source>Nothing chooses among the architectures drawn.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/request.py" />
      <source>Choose a proxy, or draw one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/request.py" />
      <source>source of latencies</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/request.py" />
      <source>No remote device is chosen.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/request.py" />
      <source>Choose one, or measure here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/request.py" />
      <source>No device is chosen whose latency is modelled.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/request.py" />
      <source>candidates of a round</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/request.py" />
      <source>the seed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/request.py" />
      <source>seconds of the search</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/request.py" />
      <source>These are no settings of a search.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/request.py" />
      <source>The settings of this search cannot be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/request.py" />
      <source>Set it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/reward.py" />
      <source>the target</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/reward.py" />
      <source>the exponent up to the target</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/reward.py" />
      <source>the exponent beyond the target</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/reward.py" />
      <source>{} is nothing to reward.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/reward.py" />
      <source>Choose one of {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/reward.py" />
      <source>A {} of {} cannot be rewarded.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/reward.py" />
      <source>It must be above 0: measure it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/reward.py" />
      <source>There is no such part of the plot.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/reward.py" />
      <source>Costs must be above 0, and both ranges rise.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/reward.py" />
      <source>There is no metric {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/reward.py" />
      <source>A front needs two different objectives.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/reward.py" />
      <source>Choose at least two.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/reward.py" />
      <source>The goal of this search cannot be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/reward.py" />
      <source>A candidate has no {}, which the search is after.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/reward.py" />
      <source>Choose what is measured, or mend it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/reward.py" />
      <source>There are no candidates to take a reference from.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/reward.py" />
      <source>Wait for the first results.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/__init__.py" />
      <source>There is no sampler {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/base.py" />
      <source>Sampler</source>
      <translation>샘플러</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/base.py" />
      <source>{} has no setting {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/base.py" />
      <source>It has {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/base.py" />
      <source>This is no state of that sampler.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/base.py" />
      <source>It must say {} and {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/base.py" />
      <source>This search was made in another version of the space {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/base.py" />
      <source>Start a new search; the candidates found so far can be told to it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/base.py" />
      <source>The state of this search is damaged.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/base.py" />
      <source>Start a new search.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/controller.py" />
      <source>width of the LSTM</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/controller.py" />
      <source>results between two updates</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/controller.py" />
      <source>steps of an update (PPO); 1 is REINFORCE</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/controller.py" />
      <source>step of the weights (Adam)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/controller.py" />
      <source>how far an update may move the probability of what was drawn (PPO)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/controller.py" />
      <source>weight of the policy's entropy: more explores longer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/controller.py" />
      <source>decay of the moving mean and spread that rewards are held against</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/controller.py" />
      <source>Recurrent controller (reinforcement learning)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/controller.py" />
      <source>Tan et al. 2019 (MnasNet): an LSTM trained by PPO (Schulman et al. 2017), as in Zoph et al. 2018. Sizes and step are ours, for hundreds of candidates instead of thousands; a clip for each choice.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/controller.py" />
      <source>share of the largest entropy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/evolution.py" />
      <source>candidates that live at once; the oldest dies</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/evolution.py" />
      <source>candidates drawn from them, the best of which is the parent</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/evolution.py" />
      <source>Regularized evolution</source>
      <translation>정규화 진화</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/evolution.py" />
      <source>Real et al. 2019, algorithm 1; one mutation a child, none that was asked before.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/evolution.py" />
      <source>mean reward</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/evolution.py" />
      <source>best reward</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/local.py" />
      <source>random candidates, the best of which is where it starts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/local.py" />
      <source>choices of the best one changed to leave a local optimum; 0 begins at random again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/local.py" />
      <source>Local search</source>
      <translation>지역 탐색</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/local.py" />
      <source>White et al. 2021 (first better neighbour); restarts as in Lourenço et al. 2003.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/local.py" />
      <source>reward here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/local.py" />
      <source>neighbours left</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/nsga2.py" />
      <source>parents kept, and children of a generation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/nsga2.py" />
      <source>probability that a child has two parents</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/nsga2.py" />
      <source>probability that each further choice of a child changes; one always does</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/nsga2.py" />
      <source>Deb et al. 2002; uniform crossover, at least one mutation, none that was asked before.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/nsga2.py" />
      <source>on the first front</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/policy.py" />
      <source>step of the logits</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/policy.py" />
      <source>how far a step may move the probability of what was drawn (PPO)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/policy.py" />
      <source>Policy gradient, a softmax for each choice</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/policy.py" />
      <source>Williams 1992; Schulman et al. 2017 (clipped). Not MnasNet's recurrent controller: see its module.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/random_search.py" />
      <source>Random search</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/random_search.py" />
      <source>Every choice draws each of its values equally often.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/tpe.py" />
      <source>random candidates before it begins</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/tpe.py" />
      <source>share of the candidates that count as good</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/tpe.py" />
      <source>at most so many count as good</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/tpe.py" />
      <source>drawn from the good ones' density, the most promising of which is asked</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/tpe.py" />
      <source>choices that differ from the good candidate drawn from, on average</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/tpe.py" />
      <source>of the rest, so many of the newest are looked at</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/samplers/tpe.py" />
      <source>Bergstra et al. 2011, section 4, with a density over all choices at once (Falkner et al. 2018).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/search.py" />
      <source>The dominated volume of {} objectives is not computed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/search.py" />
      <source>Choose two.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/search.py" />
      <source>This is no record of a search.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/search.py" />
      <source>It must say {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/search.py" />
      <source>This record of a search cannot be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/search.py" />
      <source>Search again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>{} is no architecture of the space {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>Open it with the space that it was found in.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>{} does not exist beside the other values.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>Leave it out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>{} has no value</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>{} cannot be {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>The space {} has no choice {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>The choice {} never exists: its conditions cannot hold together.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>Mend its conditions, or take it out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>At the choice {} too many combinations matter to later conditions.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>Let conditions refer to choices close before their own.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>The space {} has no choices.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>Add at least one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>The space {} has {} choices.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>Take at most {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>Two choices are called {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>Rename one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>the choice {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>The choice {} has two conditions on one choice.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>Put their values into one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>{} has {} values.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>Give it 1 to {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>{} has {} twice.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>Take one out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>The choice {} depends on {}, which is not before it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>Put that choice before it, or mend the name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>The condition of {} on {} has no values.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>Name the values under which it exists, or take the condition out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space.py" />
      <source>The choice {} depends on {} being {}, which it never is.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>The space {} is no TOML file: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>Mend the line that it names.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>it is no search space.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>It must say format = "{}".</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>Give the space a name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>settings is no table.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>Write it as [settings], one entry a line.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>there are too many settings.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>Give at most {} values.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>{}.names is no list of names.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>Write names = ["block1", "block2"].</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>{}.when is no table.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>Write when = { name = [values] }.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>{} is no list.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>Write the values in brackets: [3, 5].</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>{} has a value that is no text, number or yes and no.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>{} has a text that is empty, too long or not printable.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>Take 1 to 64 signs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>{} has a number that is too large.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>Stay below 2 to the power of 53.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>settings are nested too deeply.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>Nest them at most {} deep.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>{} is no text, number or yes and no.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>{} is no list of tables.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>Write each as [[{}]].</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>Add it to the space.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>{} is no name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>Take letters, digits, dots, hyphens, underscores, at most 64.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/space_table.py" />
      <source>Search space {}: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/trial.py" />
      <source>both figures and a failure</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/trial.py" />
      <source>neither figures nor a failure</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/trial.py" />
      <source>The candidate {} has {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/trial.py" />
      <source>State one of them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/trial.py" />
      <source>The candidate {} has an unknown metric {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/trial.py" />
      <source>Known are {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/trial.py" />
      <source>the budget of a candidate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/trial.py" />
      <source>the seconds of a candidate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/trial.py" />
      <source>the generation of a candidate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/trial.py" />
      <source>the seed of a candidate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/trial.py" />
      <source>This candidate cannot be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/nas/trial.py" />
      <source>Evaluate it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/overlay_files.py" />
      <source>{} is larger than {} MiB.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/overlay_files.py" />
      <source>Export fewer metrics.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/overlay_files.py" />
      <source>{} is not valid JSON: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/overlay_files.py" />
      <source>Export it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/overlay_files.py" />
      <source>{} holds no object.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/overlay_files.py" />
      <source>{} names no node and no tensor of this model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/overlay_files.py" />
      <source>Open the model that it was made for.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/overlay_files.py" />
      <source>Choose node data of Model Explorer or an attachment of Netron (both are JSON).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/overlay_files.py" />
      <source>{}: a number is expected.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/overlay_files.py" />
      <source>Correct the file or export it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/overlay_files.py" />
      <source>{}: the number is not finite.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/overlay_files.py" />
      <source>{}: "metrics" is not a list.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/overlay_files.py" />
      <source>{}, metrics[{}]</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/overlay_files.py" />
      <source>{} holds more than {} overlays.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/overlay_files.py" />
      <source>{} is no overlay.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>QDQ ONNX</source>
      <translation>QDQ ONNX</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>onnxruntime, TensorRT, OpenVINO</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>FP16 ONNX</source>
      <translation>FP16 ONNX</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>Float ONNX without dead channels</source>
      <translation>죽은 채널을 뺀 부동소수점 ONNX</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>every ONNX runtime</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>Deep Compression file</source>
      <translation>Deep Compression 파일</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>EdgeViz (edgeviz decompress)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>torch.export program</source>
      <translation>torch.export 프로그램</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>PyTorch (torch.export.load)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>Weights as safetensors</source>
      <translation>safetensors 형식의 가중치</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>safetensors, PyTorch, JAX</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>Recipe</source>
      <translation>레시피</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>AIMET encodings 1.0.0</source>
      <translation>AIMET 인코딩 1.0.0</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>AIMET, QNN</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>AIMET encodings 2.0.0</source>
      <translation>AIMET 인코딩 2.0.0</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>AIMET, newer QNN</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>onnxruntime TensorQuantOverrides</source>
      <translation>onnxruntime TensorQuantOverrides</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>onnxruntime quantize</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>qonnx, FINN, hls4ml</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>Model Explorer node data</source>
      <translation>Model Explorer 노드 데이터</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>Model Explorer, EdgeViz</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>Netron attachment</source>
      <translation>Netron 첨부 파일</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>Netron, EdgeViz</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>Tables as CSV</source>
      <translation>표(CSV)</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>spreadsheets, pandas</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>Script and command line</source>
      <translation>스크립트와 명령줄</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>C header of the weights</source>
      <translation>가중치의 C 헤더</translation>
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>C99 compilers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>There is no format {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>No format is named.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/package.py" />
      <source>Choose from {}, or all.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/program.py" />
      <source>No recipe was found in {} s.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/program.py" />
      <source>Allow fewer widths or fewer limits.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/pruning.py" />
      <source>Single zeros save no time and no bytes in an ONNX file: they pay off in a compressed file, or in a runtime with kernels for sparse weights.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/pruning.py" />
      <source>N:M zeros save no bytes in an ONNX file, and time only on hardware with kernels for them, such as 2:4 on sparse tensor cores; onnxruntime on a CPU has none.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/pruning.py" />
      <source>Channels are cut out: the network is smaller and faster everywhere.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/pruning.py" />
      <source>The model has no layer {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/pruning.py" />
      <source>Choose a layer of this model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/pruning.py" />
      <source>All layers are left whole: nothing would be pruned.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/pruning.py" />
      <source>Leave out fewer layers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/pruning.py" />
      <source>{} has {} weights, which have no zero, and is to be pruned.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/pruning.py" />
      <source>Leave this layer whole, cut channels, or choose a scheme with a zero (ternary, 2 bits and more).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/pruning.py" />
      <source>{}:{} along the inputs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/pruning.py" />
      <source>across the network</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/pruning.py" />
      <source>of each layer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/recipe.py" />
      <source>Activations cannot be quantized per channel.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/recipe.py" />
      <source>Choose per tensor: an integer kernel needs one scale to sum over channels.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/recipe.py" />
      <source>Activations cannot be represented as {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/recipe.py" />
      <source>This scheme is for weights; choose integer or float for the activations.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/recipe.py" />
      <source>The range of weights cannot be chosen by {}: they do not come in batches, a filter has too few values for a histogram, and 0 … 1 is for inputs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/recipe.py" />
      <source>Choose {} or {} for weights.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/recipe.py" />
      <source>Calibration needs at least one sample.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/recipe.py" />
      <source>{} iterations of AdaRound are not possible.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/recipe.py" />
      <source>Choose 0 to 1,000,000.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/recipe.py" />
      <source>AdaRound {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/recipe.py" />
      <source>The recipe names layers that the model does not have: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/recipe.py" />
      <source> and {} more.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/recipe.py" />
      <source>Use the recipe with the model it was made for.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/recipe.py" />
      <source>This is not an EdgeViz recipe.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/recipe.py" />
      <source>It must say "format": "{}".</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/recipe.py" />
      <source>The recipe cannot be read: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/recipe.py" />
      <source>Export it again, or mend the field named.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/schemes.py" />
      <source>BinaryConnect stochastic</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/sensitivity.py" />
      <source>, power of two</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/spec.py" />
      <source>{} bits are not possible as {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/spec.py" />
      <source>A percentile of {} is out of range.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/spec.py" />
      <source>Choose 50 to 100.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/spec.py" />
      <source>A momentum of {} is out of range.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/spec.py" />
      <source>Choose above 0 and at most 1.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/spec.py" />
      <source>{} BC</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/spec.py" />
      <source>{} BC~</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/spec.py" />
      <source>{} TWN</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/spec.py" />
      <source>{} TTQ</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/spec.py" />
      <source>{} DoReFa</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/spec.py" />
      <source>{} DRF</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/timing.py" />
      <source>{} threads cannot be used.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/timing.py" />
      <source>Choose 1 to {}, or 0 for all cores but one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/timing.py" />
      <source>A batch of {} cannot be measured.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/timing.py" />
      <source>Choose 1 to {} samples.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/timing.py" />
      <source>{} seconds are no time to measure in.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/timing.py" />
      <source>Choose {} to {} seconds.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_presets.py" />
      <source>Quick try (1 epoch)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_presets.py" />
      <source>One pass over at most 2,000 samples: shows within a minute or so whether training works at all.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_presets.py" />
      <source>Recover accuracy at the recipe's bits</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_presets.py" />
      <source>Trains the weights to work at the widths of the recipe, with activation ranges that are learned.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_presets.py" />
      <source>Recover accuracy after 4-bit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_presets.py" />
      <source>Weights at 4 bits and inputs at 8, the first and the last layer at 8; steps and ranges are learned (LSQ).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_presets.py" />
      <source>Ternary weights (TWN)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_presets.py" />
      <source>Weights are −, 0 or + with a scale for each channel; inputs stay in float. Needs long training.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_presets.py" />
      <source>Binary weights (BinaryConnect)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_presets.py" />
      <source>Weights are −1 or +1 without a scale; batch norms stay in the network to scale them. Needs long training.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_presets.py" />
      <source>Binary weights with a scale (BWN)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_presets.py" />
      <source>Weights are −α or +α with one α for each filter: more accurate than plain binary weights.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_presets.py" />
      <source>Distil into half the width</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_presets.py" />
      <source>A student with half of the channels learns from the open model's probabilities.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_presets.py" />
      <source>Prune 80 % and retrain</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_presets.py" />
      <source>Four of five weights become zero, step by step during the first half of the training; the rest makes up for them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_presets.py" />
      <source>Fine-tune in float</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_presets.py" />
      <source>Trains the model as it is, on the data of the project.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_request.py" />
      <source>kind of distillation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_request.py" />
      <source>share of the soft targets</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_request.py" />
      <source>weight of the attention loss</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_request.py" />
      <source>epochs of the hint</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_request.py" />
      <source>made up samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_request.py" />
      <source>FitNets needs one pair of layers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_request.py" />
      <source>Choose the teacher's hint and the student's layer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_request.py" />
      <source>Attention transfer needs pairs of layers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_request.py" />
      <source>Choose at least one pair.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_request.py" />
      <source>A student from a file has its own width and depth.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_request.py" />
      <source>Leave both at 1, or choose the open model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_request.py" />
      <source>kind of pruning</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_request.py" />
      <source>inputs of a group</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_request.py" />
      <source>inputs kept of a group</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_request.py" />
      <source>pixels of the crop</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_request.py" />
      <source>rule for activations</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_request.py" />
      <source>Without a single epoch nothing is trained: only pruning does without.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_request.py" />
      <source>Choose at least one epoch.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_request.py" />
      <source>Pruning without training leaves the bits as they are.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_request.py" />
      <source>Choose 32 bits, and give the pruned model its bits afterwards; or choose at least one epoch.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_request.py" />
      <source>These are no training settings.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/train_request.py" />
      <source>These training settings cannot be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/training.py" />
      <source>samples in a batch</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/training.py" />
      <source>epochs between two decays</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/training.py" />
      <source>epochs of patience</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/training.py" />
      <source>steps between two checkpoints</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/training.py" />
      <source>learning rate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/training.py" />
      <source>weight decay</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/training.py" />
      <source>decay of the learning rate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/training.py" />
      <source>gradient norm</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/training.py" />
      <source>class weight</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/training.py" />
      <source>All class weights are 0: nothing would be learned.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/training.py" />
      <source>Give a class a weight above 0.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/training.py" />
      <source>Training has no setting {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/training.py" />
      <source>Remove it, or open it with the version of EdgeViz that wrote it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/training.py" />
      <source>There is no {} {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/training.py" />
      <source>{} is not possible for {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/training.py" />
      <source>Choose a whole number from {} to {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/core/training.py" />
      <source>Choose a number {} {} to {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/edge_tpu.toml" />
      <source>Google Edge TPU</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/edge_tpu.toml" />
      <source>Computes 8-bit integers only. What is not INT8 (or narrower, stored as 8 bits) does not run here: no rate is made up for it. Layers that its compiler leaves to the host are not modelled.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/edge_tpu.toml" />
      <source>calculated: MobileNetV2 (0.3 G multiply-accumulates) at about 400 inferences per second is 6 % of the peak</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/edge_tpu.toml" />
      <source>no figure found; so high that arithmetic decides, whose efficiency was taken from a whole network and has the bytes in it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/edge_tpu.toml" />
      <source>a guess; the calls from the host are not in it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/edge_tpu.toml" />
      <source>8 MB of SRAM; not checked. Weights beyond it come over the host's link each time, which is not modelled</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/edge_tpu.toml" />
      <source>4 TOPS INT8</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/edge_tpu.toml" />
      <source>8-bit multiplication, Horowitz 2014, 45 nm; this chip's process is another</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/edge_tpu.toml" />
      <source>32-bit integer addition, Horowitz 2014, 45 nm; this chip's process is another</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/edge_tpu.toml" />
      <source>FP32 multiplication and addition, Horowitz 2014, 45 nm; this chip's process is another</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/edge_tpu.toml" />
      <source>FP16 multiplication and addition, Horowitz 2014, 45 nm; this chip's process is another</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/edge_tpu.toml" />
      <source>SRAM of 8 KB, 10 pJ for 64 bits, Horowitz 2014, 45 nm; this chip's process is another</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/edge_tpu.toml" />
      <source>all of the 2 W: how much of them depends on the network is not known</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/edge_tpu.toml" />
      <source>not calibrated</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/edge_tpu.toml" />
      <source>the maker's compiler takes full-integer INT8 models only</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_nano.toml" />
      <source>NVIDIA Jetson Nano</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_nano.toml" />
      <source>128 Maxwell cores without INT8 units: 8-bit layers compute in FP16, so narrower weights save bytes, not arithmetic.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_nano.toml" />
      <source>typical share of the peak</source>
      <translation>피크 대비 일반적인 비율</translation>
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_nano.toml" />
      <source>LPDDR4, 25.6 GB/s; not checked</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_nano.toml" />
      <source>kernel launch</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_nano.toml" />
      <source>4 GB model</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_nano.toml" />
      <source>the 10 W mode; there is one of 5 W too</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_nano.toml" />
      <source>half of the FP16 rate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_nano.toml" />
      <source>472 GFLOPS FP16</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_nano.toml" />
      <source>DRAM, 640 pJ for 32 bits, Horowitz 2014, 45 nm; this chip's process is another</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_nano.toml" />
      <source>a guess below the 5 W mode; measure before you promise</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_nano.toml" />
      <source>clocks of the GPU in steps of 76.8 MHz; not checked</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_nano.toml" />
      <source>128 cores with two FP16 multiply-accumulates per cycle then give 472 GFLOPS</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_nano.toml" />
      <source>8 W (the 10 W mode less 2 W) at 921.6 MHz and 1 V</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_nano.toml" />
      <source>a guess: the maker publishes no table of voltages; linear up to the highest level</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_nano.toml" />
      <source>a guess: the maker publishes no table of voltages</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_nano.toml" />
      <source>a guess below the 5 W mode</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_nano.toml" />
      <source>no INT8 path on Maxwell; not checked</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_nano.toml" />
      <source>QLinear kernels for NEON; everything else is unpacked to float first; not checked on this device</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_orin_nano.toml" />
      <source>NVIDIA Jetson Orin Nano 8GB</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_orin_nano.toml" />
      <source>The maker quotes sparse TOPS; dense is half of them. INT8 over FP16 was measured 1.24 times (YOLOX-S), far from 2.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_orin_nano.toml" />
      <source>68 GB/s</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_orin_nano.toml" />
      <source>8 GB</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_orin_nano.toml" />
      <source>the 15 W mode</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_orin_nano.toml" />
      <source>1024 cores at 625 MHz, one FMA each</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_orin_nano.toml" />
      <source>half of the dense INT8 rate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_orin_nano.toml" />
      <source>40 sparse TOPS, halved for dense</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_orin_nano.toml" />
      <source>so that INT8 is 1.24 times as fast as FP16, as measured with YOLOX-S; the peaks differ by 2</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_orin_nano.toml" />
      <source>a guess below the 7 W mode; measure before you promise</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_orin_nano.toml" />
      <source>clocks of the GPU; only 625 MHz is the maker's</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_orin_nano.toml" />
      <source>the GPU's highest clock</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_orin_nano.toml" />
      <source>11 W (the 15 W mode less 4 W) at 625 MHz and 0.9 V</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_orin_nano.toml" />
      <source>a guess below the 7 W mode</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/jetson_orin_nano.toml" />
      <source>tensor cores of Ampere; not checked</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/nvidia_t4.toml" />
      <source>NVIDIA T4</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/nvidia_t4.toml" />
      <source>Peak rates are the maker's; real kernels reach a part of them (INT4 over INT8 measured 1.55 to 1.70 times, not 2). 1-bit arithmetic is only called experimental and no rate was found, so none is given: binary layers run on the 4-bit units.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/nvidia_t4.toml" />
      <source>GDDR6, 320 GB/s</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/nvidia_t4.toml" />
      <source>16 GB</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/nvidia_t4.toml" />
      <source>4 MB of L2 cache; not checked</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/nvidia_t4.toml" />
      <source>a guess</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/nvidia_t4.toml" />
      <source>70 W at most</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/nvidia_t4.toml" />
      <source>8.1 TFLOPS FP32</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/nvidia_t4.toml" />
      <source>65 TFLOPS FP16</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/nvidia_t4.toml" />
      <source>130 TOPS INT8</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/nvidia_t4.toml" />
      <source>260 TOPS INT4</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/nvidia_t4.toml" />
      <source>so that INT4 is 1.6 times as fast as INT8: 1.55 to 1.70 were measured on ResNets; the peaks differ by 2</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/nvidia_t4.toml" />
      <source>a guess of the idle power; the maker gives 70 W at most</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/nvidia_t4.toml" />
      <source>not calibrated; arithmetic and memory at full speed then draw 57 W of the 60 that are left</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/nvidia_t4.toml" />
      <source>tensor cores of Turing; not checked</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/nvidia_t4.toml" />
      <source>kernels of a library rather than a runtime; 1 bit is experimental; not checked</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/phone_note10.toml" />
      <source>Phone (Samsung Galaxy Note10)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/phone_note10.toml" />
      <source>The FP32 rate comes from the largest network that Once-for-All measured there; the rest is assumed. Other phones differ by several times: the same networks took twice as long on a Pixel 1.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/phone_note10.toml" />
      <source>the rates are sustained ones</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/phone_note10.toml" />
      <source>a guess of what one process gets of the LPDDR4X</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/phone_note10.toml" />
      <source>operator dispatch</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/phone_note10.toml" />
      <source>8 GB model; an app gets a part of it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/phone_note10.toml" />
      <source>a guess with the screen on</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/phone_note10.toml" />
      <source>a guess; a phone gets hot and slows down</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/phone_note10.toml" />
      <source>calculated from published figures: 595 M multiply-accumulates for 80.0 % top-1 (Once-for-All), whose network of 80.2 % took 64 ms on a Note10</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/phone_note10.toml" />
      <source>twice the FP32 rate; no figure found</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/phone_note10.toml" />
      <source>XNNPACK kernels; not checked on this device</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/raspberry_pi_4.toml" />
      <source>Raspberry Pi 4</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/raspberry_pi_4.toml" />
      <source>Four Cortex-A72 at 1.5 GHz; no units below 8 bits, so narrower weights save bytes, not arithmetic.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/raspberry_pi_4.toml" />
      <source>sustained; the LPDDR4-3200 peaks at 12.8 GB/s</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/raspberry_pi_4.toml" />
      <source>1 MB of shared L2 cache</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/raspberry_pi_4.toml" />
      <source>published measurements of the idle board agree</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/raspberry_pi_4.toml" />
      <source>published measurements with four cores at work agree</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/raspberry_pi_4.toml" />
      <source>8 FP32 operations per cycle and core</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/raspberry_pi_4.toml" />
      <source>twice the FP32 rate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/raspberry_pi_4.toml" />
      <source>idle board, published measurements agree; not the maker's</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/raspberry_pi_4.toml" />
      <source>arithmetic and memory at full speed then draw 3.7 W, as published: 6.4 W under load less 2.7 W idle</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/raspberry_pi_4.toml" />
      <source>the clocks that its Linux offers; 1.5 GHz is the maker's</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/raspberry_pi_4.toml" />
      <source>four Cortex-A72 at 1.5 GHz</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/raspberry_pi_4.toml" />
      <source>3.7 W (6.4 W under load less 2.7 W idle) at 1.5 GHz and 1 V</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/raspberry_pi_4.toml" />
      <source>idle board, which a lower clock hardly changes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/stm32h743.toml" />
      <source>STM32H743 (Cortex-M7, 480 MHz)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/stm32h743.toml" />
      <source>0.6 multiply-accumulates per cycle is a guess; measure before you promise.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/stm32h743.toml" />
      <source>internal flash and SRAM</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/stm32h743.toml" />
      <source>2 MB flash</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/stm32h743.toml" />
      <source>1 MB RAM</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/stm32h743.toml" />
      <source>a quarter multiply-accumulate per cycle in float</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/stm32h743.toml" />
      <source>0.6 multiply-accumulates per cycle</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/stm32h743.toml" />
      <source>a guess of the power while running, which on a microcontroller hardly depends on the network</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/stm32h743.toml" />
      <source>INT8 kernels on the DSP instructions; not checked</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/stm32h743.toml" />
      <source>reference kernels; not checked</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/stm32l4r5.toml" />
      <source>STM32L4R5 (Cortex-M4, 120 MHz)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/stm32l4r5.toml" />
      <source>Calibrated on the key-word and anomaly nets of MLPerf Tiny v1.0: these two say nothing about how good it is on other nets.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/stm32l4r5.toml" />
      <source>a guess for flash with wait states and SRAM, 32 bits wide at 120 MHz</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/stm32l4r5.toml" />
      <source>640 KB RAM</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/stm32l4r5.toml" />
      <source>MLPerf Tiny v1.0: 3372 µJ at 13.32 and 323 µJ at 131.95 inferences per second are 45 and 43 mW</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/stm32l4r5.toml" />
      <source>0.1 multiply-accumulates per cycle: a guess for the FPU with loads and stores</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/stm32l4r5.toml" />
      <source>0.295 multiply-accumulates per cycle, calculated: MLPerf Tiny v1.0, 13.32 and 131.95 inferences per second of 2.66 M and 0.264 M multiply-accumulates</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/devices/stm32l4r5.toml" />
      <source>all of the measured 43 to 45 mW: on a microcontroller the power hardly depends on the network. That is 1.24 nJ per multiply-accumulate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/bundle.py" />
      <source>Choose another name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/bundle.py" />
      <source>The folder {} does not exist.</source>
      <translation>폴더가 없습니다: {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/bundle.py" />
      <source>Make it first, or choose another.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/bundle.py" />
      <source>{} is not what was recorded.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/bundle.py" />
      <source>The example cannot follow the policy {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/bundle.py" />
      <source>Choose threshold rules or one fixed operating point.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/bundle.py" />
      <source>The policy takes {}, which is no operating point.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/bundle.py" />
      <source>Choose another.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/bundle.py" />
      <source>Cutting the network</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/common.py" />
      <source>Reading training samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/common.py" />
      <source>Reading data</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/common.py" />
      <source>bytes of the file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/common.py" />
      <source>{} cannot run on {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/common.py" />
      <source>Choose another device.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/elastic.py" />
      <source>An elastic network is for images, channels first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/elastic.py" />
      <source>Choose another mechanism.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/elastic.py" />
      <source>The space {} is for samples of {}, and these have {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/elastic.py" />
      <source>Choose another space.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/elastic.py" />
      <source>{} is no classifier.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/elastic.py" />
      <source>Choose a model that tells classes apart.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/elastic.py" />
      <source>Members of the supernet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/elastic.py" />
      <source>Member {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/elastic.py" />
      <source>member {}, {} M MACs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/exits.py" />
      <source>{} has no place for an exit: nowhere inside does everything pass through one tensor.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/exits.py" />
      <source>Choose another mechanism, or another model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/exits.py" />
      <source>No exit can be attached at {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/exits.py" />
      <source>Choose a tensor that everything passes through: </source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/exits.py" />
      <source>Exits need a network that tells classes apart.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/exits.py" />
      <source>{} weights for {} exits.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/exits.py" />
      <source>Give one more than there are exits.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/exits.py" />
      <source>Measuring exits</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/exits.py" />
      <source>Exits on held-out samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/exits.py" />
      <source>Exits on validation samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/exits.py" />
      <source>last exit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/exits.py" />
      <source>exit below {} nats</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/exits.py" />
      <source>first exit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/exits.py" />
      <source>exit above {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/exits.py" />
      <source>mean over the samples of the stages each ran, each stage timed by itself, batch 1</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/exits.py" />
      <source>mean over the samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/gates.py" />
      <source>{} has no block that can be skipped: none has the same shape before and behind it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/gates.py" />
      <source>This network has {} already.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/gates.py" />
      <source>Begin with the model that it was made from.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/gates.py" />
      <source>The channels of {} are not known.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/job.py" />
      <source>{} cannot be run: it uses {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/job.py" />
      <source>Choose a model whose operators EdgeViz covers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/job.py" />
      <source>Nothing can be written into {}: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/partition.py" />
      <source>all on the server</source>
      <translation>모두 서버에서</translation>
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/partition.py" />
      <source>Not cut behind {}: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/partition.py" />
      <source>{} of {} parts here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/partition.py" />
      <source>all here</source>
      <translation>모두 여기에서</translation>
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/partition.py" />
      <source>Comparing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/partition.py" />
      <source>Cut behind {} the network computes something else (by {}).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/partition.py" />
      <source>Report this model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/pieces.py" />
      <source>This part of the network also needs {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/pieces.py" />
      <source>Cut it where a single tensor goes through.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/play.py" />
      <source>Simulate {}</source>
      <translation>시뮬레이션: {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/skipping.py" />
      <source>Gates on validation samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/skipping.py" />
      <source>{} % of the blocks</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/skipping.py" />
      <source>blocks skipped</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/skipping.py" />
      <source>mean over the samples, from the file with no block and with all, and each block timed by itself</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/skipping.py" />
      <source>dynamic, mean over the samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/skipping.py" />
      <source>The file with branches computes something else.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/subsets.py" />
      <source>Which block goes next</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/subsets.py" />
      <source>Without {} blocks</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/subsets.py" />
      <source>{} of {} blocks</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/switching.py" />
      <source>{} takes other samples than {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/switching.py" />
      <source>Choose models that take the same input.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/switching.py" />
      <source>Loading {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/widths.py" />
      <source>{} has no channels that could be left out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/adaptive/widths.py" />
      <source>Width {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/accounts.py" />
      <source>{} has no 32-bit float weights that can be compressed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/accounts.py" />
      <source>Choose a model whose weights are 32-bit floats.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/archive.py" />
      <source>{} holds no ONNX model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/archive.py" />
      <source>Get it again from where it came from.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/archive.py" />
      <source>{}: the layer {} does not fit its model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/archive.py" />
      <source>Decoding</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/archive.py" />
      <source>{} is not a file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/archive.py" />
      <source>{} is too large for a compressed model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/archive.py" />
      <source>Choose another file.</source>
      <translation>다른 파일을 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/channels.py" />
      <source>The model has no group of channels {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/channels.py" />
      <source>Ask for the groups of this model again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/channels.py" />
      <source>{} has {} channels.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/channels.py" />
      <source>Choose positions from 0 on.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/channels.py" />
      <source>Channels of {} cannot be cut: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/channels.py" />
      <source>Leave this layer whole.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/channels.py" />
      <source>No channel of {} would be left.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/channels.py" />
      <source>Keep at least one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/channels.py" />
      <source>The cut model is not valid.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/channels.py" />
      <source>Leave more layers whole.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/channels.py" />
      <source>The tensor {} would have the shape {} instead of {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/channels.py" />
      <source>Leave the layers whole that make and read it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/deep.py" />
      <source>Huffman coding</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/deep.py" />
      <source>Checking in onnxruntime</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/deep.py" />
      <source>onnxruntime, decoded file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/deep.py" />
      <source>onnxruntime against torch</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/deep.py" />
      <source>Pruned</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/deep.py" />
      <source>Shared weights</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/deep.py" />
      <source>Accuracy, {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/deep.py" />
      <source>{}, weights {}× smaller</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/deep.py" />
      <source>bytes of the encoded file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/deep.py" />
      <source>deep compression</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/deep.py" />
      <source>The weights of {} were not read back as they were written.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/deep.py" />
      <source>Compress the model anew; if it happens again this is a fault in EdgeViz.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/follow.py" />
      <source>{} ({}) needs them all</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/follow.py" />
      <source>they are the model's output</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/follow.py" />
      <source>{} reads the model's input</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/follow.py" />
      <source>{} reads a size that stays</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/follow.py" />
      <source>{} computes its bias</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/follow.py" />
      <source>{} picks some of them</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/follow.py" />
      <source>{} spreads it over others</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/follow.py" />
      <source>{} joins them with what keeps its size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/follow.py" />
      <source>{} computes its parameters</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/follow.py" />
      <source>{} normalizes over them</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/follow.py" />
      <source>{} ({}) is over all of them</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/follow.py" />
      <source>{} normalizes over neighbours</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/follow.py" />
      <source>{} joins what keeps its size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/follow.py" />
      <source>{} splits them into unequal parts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/regroup.py" />
      <source>{} takes their number from {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/regroup.py" />
      <source>{} computes their number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/regroup.py" />
      <source>{} merges two kinds of channels</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/sensitivity.py" />
      <source>N:M has one sparsity for every layer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/sensitivity.py" />
      <source>Look at single weights or at channels.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/sensitivity.py" />
      <source>There is nothing to try.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/sensitivity.py" />
      <source>Choose at least one sparsity and one sample.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/sensitivity.py" />
      <source>This sensitivity runs the model on data.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/sensitivity.py" />
      <source>Choose a data set.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/sensitivity.py" />
      <source>Left out: {}{}. A layer norm is over these channels, so that setting them to zero is not what cutting them does.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/sensitivity.py" />
      <source>{} has no channels that could be cut.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/sensitivity.py" />
      <source>Look at single weights instead.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/compress/shrink.py" />
      <source>Prune single weights instead, or spare fewer layers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>Save it with numpy.savez(file, x_train=…, y_train=…, x_test=…, y_test=…), or with x and y.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>{}: the array {} is damaged.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>Download or save the file again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>{}: the array {} takes {} and would be read whole.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>Save inputs in C order, and labels as small integers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>{}: the array {} is truncated.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>Save the file again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>{} is not a whole .npz file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>Choose or save it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>{}: the array {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>{} holds Python objects, which could run any program when they are read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>Save it as plain numbers: numpy.savez(file, x_train=x.astype('float32'), …).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>{} declares {} {}, {}, but the file has {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>The file is damaged: save it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>{} declares {}; more than {} is refused.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>Save fewer samples.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>.npz file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>{} has no inputs and labels that belong together; it holds {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>{}: train and test samples differ in shape.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>Save both with one shape.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>{}, row {} (counted from 0)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>{}: {} is {} {}, which cannot be fed to a model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>Inputs are numbers with the samples along the first axis, and at least one of them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>{}: {} has {} samples, {} has {} labels.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>Save one label for each sample.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>{}, {}, row {} (counted from 0) is not one-hot.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>Save one whole number each.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>{}: {} is {} {}, which are no class labels.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>Save one whole number for each sample.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>{}, {}, row {} (counted from 0): {} is no class label.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/arrays.py" />
      <source>Labels are whole numbers from 0.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/cifar10.py" />
      <source>{} holds no CIFAR-10 batch.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/cifar10.py" />
      <source>No file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/cifar10.py" />
      <source>Choose data_batch_1.bin or the folder of the binary version.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/cifar10.py" />
      <source>{} looks like CIFAR-100, which is not read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/cifar10.py" />
      <source>Save it as .npz.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/cifar10.py" />
      <source>{} has {} bytes, which is no multiple of {}: the file is truncated at row {} or is no CIFAR-10 batch.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/cifar10.py" />
      <source>Download the binary version of CIFAR-10 again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/cifar10.py" />
      <source>{}: label {} is above 9.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/cifar10.py" />
      <source>Choose a file of CIFAR-10.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/dataset.py" />
      <source>{} holds a value that is not a finite number (NaN or infinity).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/dataset.py" />
      <source>Mend or remove this sample.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/dataset.py" />
      <source>the model has classes 0 to {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/dataset.py" />
      <source>labels start at 0</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/dataset.py" />
      <source>{}: label {} is out of range; {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/dataset.py" />
      <source>Choose the data that the model was made for, or correct the labels.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/dataset.py" />
      <source>{} of {} labels are out of range.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/dataset.py" />
      <source>No validation sample of class {}{}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/dataset.py" />
      <source>Bytes are scaled to 0 … 1. If the model was trained with a mean and standard deviation, set them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/digits.py" />
      <source>scikit-learn digits</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/digits.py" />
      <source>{}, sample {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/draw.py" />
      <source>{}: the {} part is empty.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/draw.py" />
      <source>Choose a file that has samples.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/draw.py" />
      <source>{}: {} labelled samples; both splits need at least one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/draw.py" />
      <source>Choose a data set with two or more samples.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/draw.py" />
      <source>{} samples were asked for {}; the data has {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/guess.py" />
      <source>Choose a .npz, an IDX file, a CIFAR-10 .bin, or a folder, .zip or .csv of images.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/guess.py" />
      <source>{} is not there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/guess.py" />
      <source>{} is not a data set that is known here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/guess.py" />
      <source>{} takes {}, for which no data is embedded.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/idx.py" />
      <source>Download the file again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/idx.py" />
      <source>{} cannot be read to its end.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/idx.py" />
      <source>{} is not an IDX file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/idx.py" />
      <source>Choose a file such as train-images-idx3-ubyte.gz.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/idx.py" />
      <source>{} ends within its header.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/idx.py" />
      <source>{} declares {}, {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/idx.py" />
      <source>It is damaged. {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/idx.py" />
      <source>{} holds no IDX file with images.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/idx.py" />
      <source>Choose a folder with train-images-idx3-ubyte.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/idx.py" />
      <source>Choose an IDX file or a folder with them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/idx.py" />
      <source>{}: train and test images differ in size.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/idx.py" />
      <source>Keep them in two folders.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/idx.py" />
      <source>The labels of {} were not found.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/idx.py" />
      <source>Put {} beside it, or choose the labels file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/idx.py" />
      <source>{} has {} labels, {} has {} images.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/idx.py" />
      <source>Choose the labels that belong to the images.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/images.py" />
      <source>{} has more than {} pixels, which is refused.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/images.py" />
      <source>Make it smaller.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/images.py" />
      <source>{} is not a readable image.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/images.py" />
      <source>Remove or replace it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/images.py" />
      <source>{} is truncated or damaged.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/images.py" />
      <source>{}, row {} ({})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/images.py" />
      <source>{} is {}×{}, others are {}×{} (height × width).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/images.py" />
      <source>Set resize, so that all images get one size.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/images.py" />
      <source>{} has no folder for each class and no CSV with labels.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/images.py" />
      <source>Put the images of each class into a folder of its own, or add a labels.csv with columns file and label.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/images.py" />
      <source>{}: the class folder {} holds no image.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/images.py" />
      <source>Fill it or remove it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/images.py" />
      <source>No folder is chosen.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/images.py" />
      <source>Choose a folder or a .zip with images.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/part.py" />
      <source>{} GB</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/part.py" />
      <source>{}: {} samples of {} are more than {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/part.py" />
      <source>Choose fewer samples or a smaller size.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/part.py" />
      <source>{} is not there, or is no file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/part.py" />
      <source>Choose the {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/part.py" />
      <source>{}: the file ends here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/part.py" />
      <source>Get the file again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/prepare.py" />
      <source>a single number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/prepare.py" />
      <source>The images are grey and the model takes colour: grey is repeated 3 times.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/prepare.py" />
      <source>The images have colour and the model takes grey: they are converted.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/prepare.py" />
      <source>The fourth channel of the images (alpha) is left out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/prepare.py" />
      <source>{}: {} has {} numbers, but a sample has {} channels.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/prepare.py" />
      <source>Give one number, or {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/prepare.py" />
      <source>{}: a sample is {} (layout {}), the model takes {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/prepare.py" />
      <source>Set the layout to {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/prepare.py" />
      <source>Set resize to {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/prepare.py" />
      <source>Set the layout to NHWC for channels last, NCHW for channels first, or none to keep the stored order.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/prepare.py" />
      <source>Set resize and layout to what the model takes, or choose other data.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/prepare.py" />
      <source>{}: resize is for images, and these samples are not.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/prepare.py" />
      <source>Leave resize empty.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/sources.py" />
      <source>scikit-learn digits (embedded)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/sources.py" />
      <source>NumPy arrays (.npz)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/sources.py" />
      <source>IDX files (MNIST, Fashion-MNIST)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/sources.py" />
      <source>CIFAR-10, binary version</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/sources.py" />
      <source>Folder or .zip of images by class</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/sources.py" />
      <source>Images with a CSV of labels</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/sources.py" />
      <source>The data source {} is unknown.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/sources.py" />
      <source>The {} holds a value that is no finite number.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/sources.py" />
      <source>Give ordinary numbers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/sources.py" />
      <source>The seed {} is negative.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/sources.py" />
      <source>Choose 0 or more.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/sources.py" />
      <source>Labels cannot be moved by {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/sources.py" />
      <source>Choose −{} to {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/sources.py" />
      <source>Images cannot be resized to {}×{}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/sources.py" />
      <source>Choose 1 to {} pixels a side.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/sources.py" />
      <source>Labels are moved by {} to the model's classes.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>The first row names the columns, such as: file,label</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>{} is too large for a CSV of labels.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>Choose the CSV.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>The CSV {} is not there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>Choose the file with the labels.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>{} CSV files ({})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>no CSV file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>{} holds {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>Choose the CSV with the labels.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>{} is not a CSV in UTF-8.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>Save it as CSV, UTF-8.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>{}, row 1: there is no column {}; it reads {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>{}, row {}: the file or the label is missing.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>Complete or remove the row.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>{}, row {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>{} has no row below its header.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>Add one row for each image.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>{}, row {}: the label {} is no number, the ones above are.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>Use numbers everywhere or names everywhere.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>{}: the file {} is not there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>Correct the name, or add the file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>{}: {} leads outside the folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/table.py" />
      <source>Name files relative to the folder of the images.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/training.py" />
      <source>{}: {} samples are left for training beside {} for validation.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/training.py" />
      <source>Choose fewer validation samples, or data with more samples.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/tree.py" />
      <source>Choose a folder or a .zip file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/tree.py" />
      <source>{} holds more than {} files.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/tree.py" />
      <source>Choose the folder of the data set itself.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/tree.py" />
      <source>{} is not a file but a device or pipe.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/tree.py" />
      <source>Remove it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/tree.py" />
      <source>{} is larger than {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/tree.py" />
      <source>Check that it is there and may be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/tree.py" />
      <source>{} is not a whole .zip file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/tree.py" />
      <source>Choose or download it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/tree.py" />
      <source>{}: the entry {} leads outside the archive.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/tree.py" />
      <source>Do not use this file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/tree.py" />
      <source>Choose a smaller one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/tree.py" />
      <source>{}: {} declares {}, more than {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/tree.py" />
      <source>{}: {} cannot be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/data/tree.py" />
      <source>Make the archive again, without a password.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/disagreement.py" />
      <source>Compare sizes and costs instead.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/disagreement.py" />
      <source>{} and {} tell {} and {} classes apart.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/disagreement.py" />
      <source>Compare models of the same classes.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/evaluate.py" />
      <source>Size, cost and weight errors are shown all the same; accuracy needs operators that EdgeViz covers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/evaluate.py" />
      <source>Float model</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/evaluate.py" />
      <source>Not compared with onnxruntime: {} {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/evaluate.py" />
      <source>torch and onnxruntime differ by {} on {} (allowed {}): accuracies may be off.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/evaluate.py" />
      <source>bytes of the exported file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/evaluate.py" />
      <source>No latency: {} {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/evaluate.py" />
      <source>torch, fake-quantized</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/content.py" />
      <source>The recipe has no scales: it leaves everything in float or in tables.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/content.py" />
      <source>Choose integer widths first, or another format.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/content.py" />
      <source>Signs are left out (XNOR-Net, {}): the format has no code for them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/content.py" />
      <source>{} is read at several widths; the file names the widest.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/content.py" />
      <source>Some readers of {} see floats here; the format quantizes it for all.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/content.py" />
      <source>{}: {} finds {} outputs instead of {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/content.py" />
      <source>{}: {} computes something else, by {} of {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/content.py" />
      <source>{}: the same outputs on {} samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/content.py" />
      <source>{}: outputs differ by at most {} of {} on {} samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/content.py" />
      <source>{} does not hold what was to be written.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/content.py" />
      <source>Do not use the file, and report this: it is a fault in EdgeViz.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/aimet1.py" />
      <source>Weights from a table (k-means, DoReFa) have no encoding: the float model has their values.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/aimet1.py" />
      <source>1-bit weights have no encoding: the float model has their values.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/aimet1.py" />
      <source>read back: {} activations, {} weights; float model in {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/c_header.py" />
      <source>#define {}_BITS {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/c_header.py" />
      <source>#define {}_AXIS {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/c_header.py" />
      <source>static const {} {}[{}] = {{
</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/c_header.py" />
      <source>A weight is infinite or not a number.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/c_header.py" />
      <source>Repair the model before it is exported.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/c_header.py" />
      <source>{}: the codes of {} are others.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/c_header.py" />
      <source>{}: the weights of {} are others.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/c_header.py" />
      <source>read back: the weights of {} layers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/csv.py" />
      <source>read back: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/edgedc.py" />
      <source>No layer's weights take 256 values or fewer, so that there is nothing to code.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/edgedc.py" />
      <source>Choose one scale per tensor or k-means for the weights, or run Deep Compression in the Train workspace.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/edgedc.py" />
      <source>Weights with more than {} values, stored as floats: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/edgedc.py" />
      <source>{}: {} is not decoded to what it was.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/edgedc.py" />
      <source>decoded: every weight has its value</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/fp16.py" />
      <source>It is the float model at half precision: the recipe's widths are not in it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/fp16.py" />
      <source>The model cannot be converted to float16.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/fp16.py" />
      <source>Choose another format.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/model_explorer.py" />
      <source>read back: {} overlays</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/ort.py" />
      <source>Activations of {} bits keep their scale, but not their lowest and highest code: onnxruntime has 4, 8 and 16 bits.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/ort.py" />
      <source>Weights of other widths than 4, 8 and 16 bits have their values in a wider type.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/ort.py" />
      <source>{}: onnxruntime does not take the scale of {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/ort.py" />
      <source>quantize_static: {} of {} tensors with the file's scales; {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/ort.py" />
      <source>onnxruntime's quantizer does not take this model with these overrides.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/pruned.py" />
      <source>Channels cut out because they are zero or never read: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/pruned.py" />
      <source>No channel is zero: nothing could be cut out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/pruned.py" />
      <source>{} of the weights are zero. An ONNX file stores zeros as well.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/pt2.py" />
      <source>The batch is fixed at {}: torch.export could not leave it free.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/pt2.py" />
      <source>torch.export cannot trace this model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/pt2.py" />
      <source>Weights are float32 with the values that the recipe stores: the file is not smaller.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/pt2.py" />
      <source>{} as numbers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/qonnx.py" />
      <source>Weights from a table (k-means, DoReFa) are floats that hold the table's values.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/qonnx.py" />
      <source>onnxruntime (quantizers written out)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/recipe.py" />
      <source>read back: the same hash {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/safetensors.py" />
      <source>{} is no sound safetensors file: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/safetensors.py" />
      <source>{}: {} does not come out as it was.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/formats/safetensors.py" />
      <source>read back: {} float parameters have their values</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>The exported model would exceed 2 GiB.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>Choose fewer bits for the largest layers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>Simulating</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>Written</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>The file is written, but {} {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>exported file against simulation</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>Integer activations need ranges, and ranges need data.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>Choose a data set, or leave the activations in float (32 or 16 bits).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>The recipe's repairs look at what the network computes, and that needs data.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>Choose a data set, or switch off bias correction, batch-norm re-estimation and AdaRound.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>Choose another folder, or free some space; what was there before is untouched.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>{} is not the name of an ONNX file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>Choose a name that ends in .onnx.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>Choose or create a folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>{} is a folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>Choose another file name, or move the folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>Choose another file name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>{} is the model that is open, or a part of it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>Choose another name: the original is never overwritten.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>{} with {}-bit weights are stored as {}-bit integers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>{} with two bits or less, or a scheme without scale: expect an accuracy near chance level unless the network was trained with it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>Activations of {} bits are 8-bit integers clipped to their codes while the model runs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>{} with 1-bit inputs compute in float: no kernel of onnxruntime takes signs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>{} look their weights up in a table when the model is loaded and compute in float: the file is smaller, the model not faster.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>{} with integer weights compute in float: the weights are smaller, not faster.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>{} have float weights beside integer activations: onnxruntime rounds such weights to 8 bits by itself, so that the file may compute something else than was simulated. Give both integers, or keep both float.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>onnxruntime may round the inputs of such MatMuls to 8 bits by itself; the session option "session.qdq_matmulnbits_accuracy_level" = "1", used for the figures here, keeps them in float.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>{} have symmetric activations: onnxruntime keeps a convolution in float when a Relu comes between it and a signed quantizer. Affine activations avoid that.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>This CPU's fast 8-bit kernels saturate; the figures here use the exact ones (session option "session.x64quantprecision" = "1").</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>The model could not be brought to the opset needed: it uses onnxruntime's own operators.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>Weights beyond ±65504 became infinite in float16: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/job.py" />
      <source>1 layer</source>
      <translation>레이어 1개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/opset.py" />
      <source>These bit widths need ONNX opset {}, and this model (opset {}) cannot be converted to it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/opset.py" />
      <source>Choose 8 bits (or 3 to 8 for weights), or export the model again from its framework with opset {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/package.py" />
      <source>Checking {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/package.py" />
      <source>Nothing could be exported.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/package.py" />
      <source>Choose other formats.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/package.py" />
      <source>{} would exceed 2 GiB.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/package.py" />
      <source>{} does not read back as it was written.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/package.py" />
      <source>Choose another disk.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/package.py" />
      <source>{} is not a folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/package.py" />
      <source>Choose a folder, or a name that ends in .zip.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/package.py" />
      <source>Choose another folder, or move it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/package.py" />
      <source>Choose another place, or allow it to be replaced (--force).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/export/package.py" />
      <source>Choose another place.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/inspect_layer.py" />
      <source>Select a layer of the open model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/inspect_layer.py" />
      <source>Shown without the repairs: the model or the data cannot be used.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/inspect_layer.py" />
      <source>Shown before AdaRound: measure the recipe to learn the rounding.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/inspect_layer.py" />
      <source>This layer's input is not an activation.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/inspect_layer.py" />
      <source>Choose a data set to see the activation.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/inspect_layer.py" />
      <source>The model cannot be run: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/inspect_layer.py" />
      <source>Calibrating</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/inspect_outputs.py" />
      <source>The weights are shown all the same.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/inspect_outputs.py" />
      <source>A validation sample was asked for that is not there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/inspect_outputs.py" />
      <source>There are {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/inspect_outputs.py" />
      <source>{} has a single output.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/inspect_outputs.py" />
      <source>Probabilities of classes need two or more.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>{} holds a node with impossible inputs or attributes: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>The file is damaged: export or download it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>{} uses opset {}; EdgeViz reads opset {} and newer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>Convert it with onnx.version_converter.convert_version(model, 17), or export it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>{} holds no network: its graph has no nodes.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>Export the model again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>{} stores the weights {} in sparse form.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>Store them as ordinary (dense) initializers and save the model again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>{} declares {} with {} dimensions.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>At most {} are possible: the file is damaged.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>named tensors</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>imported operator sets</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>{} has {} {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>At most {} can be shown.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>The function {} of {} calls itself.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>ONNX functions must not be recursive: export it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>{} has {} nodes once its functions are expanded.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>Export a smaller model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>The functions in {} cannot be expanded: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>Export the model without functions.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>{} has an initializer without a name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>{} defines the weights {} twice.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>{} has two inputs named {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>{} writes the tensor {} twice (the second time in {}).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>Every tensor must have one source: export the model again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>{} in {} reads the tensor {}, which nothing writes.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>The file is damaged or was cut out of a larger model: export it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>{} declares the output {}, which nothing writes.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>{} declares no output.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>Export the model again, naming its outputs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>The graph of {} is cyclic: {} wait for each other.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>A network must be free of cycles (recurrence belongs into LSTM, GRU, Loop or Scan): export it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/check.py" />
      <source>a node</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/evaluate.py" />
      <source>a constant of {} elements</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/evaluate.py" />
      <source>{} {} makes {} out of a few bytes.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/evaluate.py" />
      <source>The model cannot be run here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/evaluate.py" />
      <source>The constant {} {} cannot be computed: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/external.py" />
      <source>{} keeps weights in {}, which cannot be read: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/external.py" />
      <source>Mend the path or save the model again with its weights in one file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/external.py" />
      <source>{} keeps its weights in {}, and that file is missing.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/external.py" />
      <source>Put {} into the folder {} and open the model again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/external.py" />
      <source>{} keeps its weights in {}, which is not a file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/external.py" />
      <source>Put the data file {} into the folder {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/external.py" />
      <source>{} wants to read weights from {}, outside its own folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/external.py" />
      <source>EdgeViz does not follow such paths: put the data file beside the model and save the model again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/external.py" />
      <source>its offset or length is not a number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/external.py" />
      <source>bytes {} to {} of a file of {} bytes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/external.py" />
      <source>the shape {} takes {} bytes and {} are stored</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/external.py" />
      <source>{} values cannot lie in {} bytes of {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/external.py" />
      <source>The weights of {} do not fit {}: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/external.py" />
      <source>The file is damaged or incomplete: export or download it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/free_batch.py" />
      <source>{} takes exactly {} sample{} at once: it cannot be trained in batches.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/free_batch.py" />
      <source>Export the model with a free batch size (dynamic_axes or dynamic_shapes).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/layers.py" />
      <source>ConvTranspose {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/layers.py" />
      <source>Depthwise {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/layers.py" />
      <source>Grouped {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/layers.py" />
      <source>Conv {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/layers.py" />
      <source>Embedding</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/normalize.py" />
      <source>The constants of the model exceed 2 GiB once they are computed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/onnx_file.py" />
      <source>The weights of {} cannot be decoded: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/onnx_file.py" />
      <source>{} has become shorter since it was opened.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/onnx_file.py" />
      <source>Open the model again from a whole file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/onnx_file.py" />
      <source>{} holds {} GiB of weights.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/onnx_file.py" />
      <source>Models above 2 GiB can be looked at but not run or quantized: split the model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/onnx_file.py" />
      <source>Check its rights.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/onnx_file.py" />
      <source>is truncated</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/onnx_file.py" />
      <source>is damaged or not an ONNX model</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/onnx_file.py" />
      <source>Export or download it again; a whole file opens with onnx.load.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/open.py" />
      <source>Reading the file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/open.py" />
      <source>Converting to ONNX</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/open.py" />
      <source>Finding shapes and layers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/open.py" />
      <source>{} holds no network.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/operators/compile.py" />
      <source>onnx cannot infer the types of %s: %s</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/operators/compile.py" />
      <source>The node "{}" reads {}, which nothing before it produces.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/operators/compile.py" />
      <source>a tensor</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/operators/compile.py" />
      <source>The graph has a cycle or lost a node: export the model again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/operators/compile.py" />
      <source>The operator {} of the layer "{}" cannot be executed: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/operators/compile.py" />
      <source>Export the model with another type or setting for it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/operators/compile.py" />
      <source>The constant "{}" cannot be used: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/operators/compile.py" />
      <source>Export the model with its weights inside, or beside it in the same folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/operators/compile.py" />
      <source>The model uses operators that cannot be executed: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/operators/compile.py" />
      <source>Export it with standard ONNX operators; until then its graph, size and costs can be seen, not run.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/operators/plan.py" />
      <source>The operator {} of the layer "{}" cannot be computed: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/operators/plan.py" />
      <source>Check that the input has the shape and the type which the model declares.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/operators/registry.py" />
      <source>{} (opset {})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/protobuf_scan.py" />
      <source>The model file holds more than {} fields.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/protobuf_scan.py" />
      <source>No real network does: check where the file comes from.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/protobuf_scan.py" />
      <source>a number at byte {} is longer than 64 bits</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/protobuf_scan.py" />
      <source>the file ends inside a number at byte {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/protobuf_scan.py" />
      <source>field number 0 at byte {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/protobuf_scan.py" />
      <source>wire type {} at byte {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/protobuf_scan.py" />
      <source>a field at byte {} goes {} bytes beyond its end</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/protobuf_scan.py" />
      <source>The graph nests subgraphs more than {} deep.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/protobuf_scan.py" />
      <source>Simplify the model before opening it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/protobuf_scan.py" />
      <source>The model holds more than {} MB besides its weights.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/protobuf_scan.py" />
      <source>Store large constants as initializers, as exporters do.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>Export it again with torch.export.save (PyTorch 2.8 or newer), or with torch.onnx.export(dynamo=True).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>{} is not laid out as torch.export writes it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>Copy or export it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>it has no single top folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>{} holds compiled code for one machine, not a network.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>Open the file that torch.export.save wrote before it was compiled.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>{} was saved by an older PyTorch.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>it holds {} models; exactly one can be opened</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>{} stores its {} as a pickle, which may run code.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>the list of {} is missing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>it has {} members</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>{} has a member that points outside it: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>it has two members named {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>{} was packed again with compression.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>Use the original file. {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>its members overlap</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>{} is larger than {} MB</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>the name of a tensor is odd: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>{} stores {} as a pickle, which may run code.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>Keep plain tensors only (no tensor subclasses, no custom objects) in the module and export it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>{} lacks the data of {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>Export or copy it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>{} declares {} as {} but stores {} bytes of it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>{} holds a {} that torch.export would not write: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>It was changed after it was exported; do not trust it. {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>its JSON is nested too deep</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>{} holds custom objects (TorchBind), which may run code.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>Export the module without custom classes.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>{} uses the operator {}, which EdgeViz does not load from a .pt2 file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>Replace it in the module, or convert the module yourself with torch.onnx.export(dynamo=True).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>{} holds an expression that torch.export would not write: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>{} takes or gives a {}, which EdgeViz does not load.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>Give the module plain tensors, tuples, lists and dicts, and export it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>its input structure is odd</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_archive.py" />
      <source>{} is not laid out as torch.export writes it: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_convert.py" />
      <source>{} cannot be converted: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_convert.py" />
      <source>Make room or grant rights in {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_convert.py" />
      <source>{} cannot be loaded by PyTorch {}: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_convert.py" />
      <source>Export it again with this version of PyTorch, or convert it with torch.onnx.export(dynamo=True).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_convert.py" />
      <source>{} cannot be converted to ONNX: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_convert.py" />
      <source>Replace the operator in the module, or convert the module yourself and open the .onnx file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_convert.py" />
      <source>{} exceeds 2 GiB.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_convert.py" />
      <source>Convert it to ONNX with external data and open that.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/pt2_convert.py" />
      <source>(not installed)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>Open an ONNX file (.onnx) or a torch.export archive (.pt2).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>In the code that defines the network, call torch.onnx.export(model, example, 'model.onnx', dynamo=True) or torch.export.save(torch.export.export(model, example), 'model.pt2'), and open that file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>an image (PNG)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>an image (JPEG)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>an image (GIF)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>a PDF document</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>compressed with gzip</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>Unpack it and open the model inside.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>compressed with bzip2</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>compressed with xz</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>a 7-Zip archive</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>a Keras or HDF5 file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>Convert it: python -m tf2onnx.convert --keras FILE --output model.onnx</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>a GGUF language model</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>a NumPy array</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>Open it as data; as model: </source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>a database</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>If it is an EdgeViz project, use Open project.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>a program or library</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>{} is a torch.export archive, not an ONNX file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>Open it as .pt2.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>{} is empty.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>{} is a TensorFlow Lite model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>Convert it to ONNX with: python -m tf2onnx.convert --tflite FILE --output model.onnx</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>{} is {}, not a model that EdgeViz opens.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>a pickle</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>{} is a safetensors file: weights without a network.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>{} is not a model that EdgeViz knows.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>Choose the model file inside it: .onnx or .pt2.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>Check the name and the folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>{} may not be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>Ask for the right to read it, or copy it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>Copy it to another disk and try again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>{} is a truncated or damaged archive.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>{} is a TorchScript file, which carries code instead of an open graph.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>Go back to the module it was made from. {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>a PyTorch file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>{} holds NumPy arrays.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>Open it as data. </source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>{} is a Keras model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>Convert it to ONNX, for instance with model.export('model.onnx', 'onnx').</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>{} is a zip archive, not a model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>Unpack it and open {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>the model inside</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>{} is a PyTorch file of 2016: weights without an open network.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>{} is a tar archive, not a model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>It refers to: </source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>{} is a whole module in a pickle ({}); opening it would run code from the file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>Load it in its own code, where you trust it. {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>{} is a state_dict or checkpoint: weights without a network.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>Load it into its module with load_state_dict. {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>{} is {}, which may run code when it is opened, and not a model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>version https://git-lfs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>{} is a Git LFS pointer, not the model itself.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>Fetch it with: git lfs pull</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>{} is a JSON text, not a model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>{} is a web page or XML, not a model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>The download probably failed: fetch the file itself.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>a table (CSV)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>a table (TSV)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>{} is {}, not a model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/refuse.py" />
      <source>{} is a text file, not a model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/tensors.py" />
      <source>has the unknown element {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/tensors.py" />
      <source>has {} dimensions</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/tensors.py" />
      <source>has a negative dimension: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/tensors.py" />
      <source>declares the shape {} ({} bytes) but holds {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/tensors.py" />
      <source>declares {} values but holds {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/tensors.py" />
      <source>The tensor {} {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/torch_module.py" />
      <source>{} -&gt; inserted {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/torch_module.py" />
      <source>{} -&gt; before {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/torch_module.py" />
      <source>The model takes {} inputs ({}), but got {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/load/torch_module.py" />
      <source>Give one array for each input.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/calibrate.py" />
      <source>{} cannot calibrate a device: </source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/calibrate.py" />
      <source>it has no layer with weights.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/calibrate.py" />
      <source>it cannot be run here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/calibrate.py" />
      <source>Choose another model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/calibrate.py" />
      <source>Preparing {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/calibrate.py" />
      <source>Measuring {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/calibrate.py" />
      <source>Trying {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/environment.py" />
      <source>{} {} · Python {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/latency.py" />
      <source>batch {}, median of {} runs{}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/layers.py" />
      <source>Exporting</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/layers.py" />
      <source>Timing the whole model</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/layers.py" />
      <source>Timing layers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/layers.py" />
      <source>{} takes {} sample{} at a time, not {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/layers.py" />
      <source>Choose 1 for what the file fixes, or export the model with a free batch dimension.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/machine.py" />
      <source>This machine (roofline)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/machine.py" />
      <source>product of {}×{} matrices in FP32</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/machine.py" />
      <source>product of {}×{} matrices, uint8 × int8</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/machine.py" />
      <source>share of a large product's speed that real layers reach: a guess</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/machine.py" />
      <source>copying {} MB, read and written, one thread</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/machine.py" />
      <source>an addition of one number in a chain of {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/machine.py" />
      <source>both products ran; {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/machine.py" />
      <source>Rates and bandwidth are measured, what real layers reach of them is not: prefer measured latencies.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/profiler.py" />
      <source>No kernel of their own was found for {} layers: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/profiler.py" />
      <source>onnxruntime's profile cannot be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/profiler.py" />
      <source>Check that the folder for temporary files has space, then measure again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/runtime.py" />
      <source>onnxruntime {} refuses {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/runtime.py" />
      <source>The details give its reason; a newer onnxruntime or other bit widths may help.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/runtime.py" />
      <source>onnxruntime could not run the model on the data.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/runtime.py" />
      <source>Check that the samples have the shape and type of the model's input.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/runtime.py" />
      <source>{} · {} thread{} · onnxruntime {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/measure/runtime.py" />
      <source>model name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/builders/__init__.py" />
      <source>A space made of a model has no training-free scores and no supernet: its networks keep their weights.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/builders/__init__.py" />
      <source>Choose short training without a proxy.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/builders/__init__.py" />
      <source>Choose a space with the builder {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/builders/__init__.py" />
      <source>It is for comparing samplers on the tables of its authors. Choose another space to build from.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/builders/__init__.py" />
      <source>Nothing here builds networks of the space {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/builders/settings.py" />
      <source>Write a whole number from 1 to {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/builders/settings.py" />
      <source>Write a list of {} whole numbers from 1 to {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/builders/settings.py" />
      <source>The space {} has no {}s.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/builders/settings.py" />
      <source>Name its choices {}1.kernel and so on.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/builders/settings.py" />
      <source>Use whole numbers from 1 to {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/builders/settings.py" />
      <source>Use odd kernels: an even one would move the picture.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/builders/settings.py" />
      <source>Use numbers from {} to {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/builders/settings.py" />
      <source>Use {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/builders/settings.py" />
      <source>{} is missing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/builders/settings.py" />
      <source>Search space {}: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/builders/settings.py" />
      <source>Search space {}: the setting {} is missing or impossible.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/candidate.py" />
      <source>allocate memory</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/candidate.py" />
      <source>Not enough memory.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/candidate.py" />
      <source>, then with its bit widths</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/candidate.py" />
      <source>{}{}; on training samples held out</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/clocks.py" />
      <source>the device has no unit for its bit widths</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/clocks.py" />
      <source>the table knows too few of its layers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/clocks.py" />
      <source>No latency: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/clocks.py" />
      <source>Choose another source of latencies.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/clocks.py" />
      <source>The device whose latency is modelled is not known.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/clocks.py" />
      <source>There is no table of measured layers for this machine.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/clocks.py" />
      <source>Measure one for the search space, or measure every candidate here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/clocks.py" />
      <source>The remote device {} is not known.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/clocks.py" />
      <source>Choose another one, or add it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/differentiable.py" />
      <source>The differentiable search needs the latency of layers, not of whole networks.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/differentiable.py" />
      <source>Choose the table of measured layers, or a modelled device.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/differentiable.py" />
      <source>Evaluating what was found</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/executors.py" />
      <source>import sys; from edgeviz.engine.nas.executors import serve; serve(int(sys.argv[1]), int(sys.argv[2]))</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/executors.py" />
      <source>A process of the search vanished: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/executors.py" />
      <source>A Dask cluster needs the package distributed, which is not installed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/executors.py" />
      <source>Install EdgeViz with its extra: pip install 'edgeviz[distributed]'.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/executors.py" />
      <source>No Dask scheduler was reached at {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/executors.py" />
      <source>Check the address (tcp://HOST:8786), and that the scheduler runs with the same version of Dask.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/executors.py" />
      <source>The worker {} does not have EdgeViz {}: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/executors.py" />
      <source>Install the same version on all workers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/from_model.py" />
      <source>No space can be made of {}: </source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/from_model.py" />
      <source>its input has no fixed size.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/from_model.py" />
      <source>no channel and no block of it can be left out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/from_model.py" />
      <source>Choose another model, or one of the spaces that ship.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/from_model.py" />
      <source>Made of a model: shares of the channels that hang together, and the blocks of each stage that are left.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/from_model.py" />
      <source>{}, thinner and shallower</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/from_model.py" />
      <source>The model of the space {} is not there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/from_model.py" />
      <source>Make the space again from the open model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/from_model.py" />
      <source>{} is not the model any more that the space {} was made of.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/from_model.py" />
      <source>{} cannot be {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/from_model.py" />
      <source>Use shares above 0, at most 1.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/job.py" />
      <source>Latencies are measured while other workers use the same processor: they come out longer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/job.py" />
      <source>{} of {} candidates</source>
      <translation>후보 {}/{}개</translation>
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/job.py" />
      <source>The workers of the search cannot be reached any more.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/job.py" />
      <source>Its candidates are kept: go on with it when they are back.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/recipes.py" />
      <source>Search space {}: {} is impossible.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/recipes.py" />
      <source>Write 8.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/relaxed.py" />
      <source>The space {} cannot be searched by gradients: its choices are not all those of a block.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/relaxed.py" />
      <source>Choose a space of the builder mnasnet, or another sampler.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/relaxed.py" />
      <source>{} does not depend on its own block alone.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/relaxed.py" />
      <source>Choose another sampler for this space.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/samples.py" />
      <source>{}: a sample is no image, and searched networks are for images.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/samples.py" />
      <source>Choose a set of images.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/samples.py" />
      <source>{} training samples are too few to search with.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/samples.py" />
      <source>Choose data with more samples.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/shared_weights.py" />
      <source>{} holds no weights of this space's supernet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/shared_weights.py" />
      <source>Train the supernet anew.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/sizes.py" />
      <source>Building networks</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/nas/table.py" />
      <source>Measuring layers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/quant/fake.py" />
      <source>bits={}, scale={}, zero_point={}, codes={}…{}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/quant/learned.py" />
      <source>The scales that training left in the model cannot be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/quant/learned.py" />
      <source>Train the model again, or open the one that it was trained from.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/quant/observers.py" />
      <source>The tensor {} becomes infinite or not a number on the calibration samples.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/quant/observers.py" />
      <source>Check the preprocessing (scale, mean, deviation), or leave this layer's activations in float.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/quant/observers.py" />
      <source>The tensor {} was never computed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/quant/observers.py" />
      <source>Calibrate with at least one sample.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/quant/plan.py" />
      <source>The layers {} and {} share one weight but not its representation.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/quant/plan.py" />
      <source>Give both the same weight bits and settings (now {} and {}).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/quant/schemes.py" />
      <source>The weight {} holds values that are infinite or not a number.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/quant/schemes.py" />
      <source>Leave the weights of its layer in float, or export the model again from a sound checkpoint.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/agent.py" />
      <source>no length where a request should begin</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/agent.py" />
      <source>a header of %d bytes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/agent.py" />
      <source>a model of %d bytes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/agent.py" />
      <source>the inputs are larger than %d MB</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/command.py" />
      <source>import sys;v=sys.version_info;v&gt;=(3,8) or sys.exit('{} %d.%d'%v[:2]);s=sys.stdin.buffer;exec(compile(s.read(int(s.readline())),'edgeviz-agent','exec'))</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/command.py" />
      <source>{} has a quotation mark that is left open.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/command.py" />
      <source>Correct or unset it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>remote host identification has changed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>The host key of {target} has changed: it is another device, or somebody is in between.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>If it was set up anew, remove the old key with: ssh-keygen -R {known}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>host key verification failed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>The host key of {target} is not known.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Connect once in a terminal (ssh {login}), compare the fingerprint with the device's, and accept it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>no matching host key type</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>ssh and {target} agree on no kind of host key.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Update the ssh server there, or allow its kind of key in your ssh configuration.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>could not resolve hostname</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>The address {address} is not known.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Check the spelling and the network, or give the IP address.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>unprotected private key file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>ssh refuses the identity file: other people can read it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Make it private with: chmod 600 FILE</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>permission denied</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>{target} refused the login.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Check user and identity file. A key with a passphrase must be in ssh-agent; passwords cannot be asked.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>too many authentication failures</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>{target} refused the login after too many keys.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Give the identity file, and set IdentitiesOnly yes for this host in your ssh configuration.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>connection refused</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>{target} refuses the connection.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Check the port, and that an ssh server runs there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>timed out</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>{target} does not answer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Check that the device is on and reached from this network.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>no route to host</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>{target} cannot be reached.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Check that the device is on and in this network.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>network is unreachable</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Check the network of this machine.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>There is no ssh client: {} cannot be started.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Install OpenSSH's client (package openssh-client).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>The connection to {} dropped.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Check network and power of the device, and whether it ran out of memory; then measure again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Python {} on {} is too old.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Python 3.8 or newer is needed: give its command in place of {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>ssh could not connect to {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Try it in a terminal: ssh {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>There is no Python on {}: {} cannot be started.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Install Python 3.8 or newer there, or give the command that starts it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>{} on {} did not start the measuring script.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Check that this prints a version: ssh {} {} --version</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>{} did not answer within {} s while {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Check the device and its load; a large model or a slow link may need a longer time-out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>{} answers with something that is not from the measuring script.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Look for commands that print in the shell's start-up files there (.bashrc), and make them silent.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>{} -m pip install --upgrade</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>{} is missing on {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Install it there: {} {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>A module</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>{} on {} cannot be loaded.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Install it anew there: {} numpy onnxruntime</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>onnxruntime {} on {} is too old for this model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Install a newer one there ({} onnxruntime), or choose bit widths that need a lower opset.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>onnxruntime {} on {} refuses the model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>The details give its reason; a newer onnxruntime there or other bit widths may help.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>onnxruntime on {} could not run the model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>See the details.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source> ({} bytes are free)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>The model</source>
      <translation>모델</translation>
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>The disk of {} is full: {} do not fit into {}{}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>its folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Free some space there, or set TMPDIR in the Python command: env TMPDIR=/other python3</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>{} cannot write to {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>its folder for temporary files</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Make it writable, or set TMPDIR in the Python command: env TMPDIR=/other python3</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Measuring on {} failed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>The details say where.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>{} has not enough memory for the model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/failures.py" />
      <source>Close other programs there, or choose a smaller model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/measure.py" />
      <source>{}: {} · {} · onnxruntime {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/measure.py" />
      <source>median of {} runs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/measure.py" />
      <source>Python {}</source>
      <translation>Python {}</translation>
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/measure.py" />
      <source>Connecting to {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/measure.py" />
      <source>Sending the model</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/measure.py" />
      <source>Loading</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/measure.py" />
      <source>Measuring</source>
      <translation>측정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/measure.py" />
      <source>Profiling</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/measure.py" />
      <source>Not compared with this machine: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/measure.py" />
      <source>The first output on {} is within {} of this machine's, relatively.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/remote/measure.py" />
      <source>{}, {} cores, Python {}, numpy {}, onnxruntime {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/base.py" />
      <source>it does not run</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/base.py" />
      <source>it has no bias</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/base.py" />
      <source>its bias is multiplied by 0</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/base.py" />
      <source>its bias is no float32 constant</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/base.py" />
      <source>its bias is not one value per channel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/base.py" />
      <source>its weight is the left factor or a stack of matrices</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/base.py" />
      <source>it has no bias of its own</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/columns.py" />
      <source>they are 3-D convolutions</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/columns.py" />
      <source>their product is scaled or transposed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/columns.py" />
      <source>they are no convolution or matrix product by a constant</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/correct.py" />
      <source>{}: {} layers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/correct.py" />
      <source>{}: 1 layer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/correct.py" />
      <source>{} left out, because {}: {}{}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/correct.py" />
      <source>Bias correction</source>
      <translation>편향 보정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/correct.py" />
      <source>Batch-norm re-estimation</source>
      <translation>배치 정규화 재추정</translation>
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/correct.py" />
      <source>their codes are no multiples of a step</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/correct.py" />
      <source>at 16 bits it makes no difference</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/correct.py" />
      <source>they share their weight</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/correct.py" />
      <source>Reading the network</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/correct.py" />
      <source>Repairs: layer {} of {}, {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/correct.py" />
      <source>{}: iteration {} of {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/correct.py" />
      <source>{}, the mean alone because {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/correct.py" />
      <source>their scales are powers of two</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/correct.py" />
      <source>The repairs used {} of the {} calibration samples: more would not fit in memory.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/equalize.py" />
      <source>{} pairs of layers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/equalize.py" />
      <source>1 pair of layers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/equalize.py" />
      <source>Cross-layer equalization: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/equalize.py" />
      <source>Not equalized with the layer that follows, because {}: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/equalize.py" />
      <source>its result is read in several places</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/equalize.py" />
      <source>an activation between them (Clip) has a bound</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/moments.py" />
      <source>their weights have no scales</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/moments.py" />
      <source>their weights have one scale per tensor</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/repair/ready.py" />
      <source>Calibrating: {} samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/sense/cut.py" />
      <source>{} -&gt; point {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/sense/hessian.py" />
      <source>No gradient reaches the weights of {}: measure them instead.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/sense/hessian.py" />
      <source>Hessian vectors</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/sense/hessian.py" />
      <source>The second derivative at the layer "{}" is not a finite number.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/sense/hessian.py" />
      <source>Choose the measured sensitivity instead.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/sense/hessian.py" />
      <source>{} cannot be differentiated twice.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/sense/hessian.py" />
      <source>The operator {} of the layer "{}" has no second derivative.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/sense/hessian.py" />
      <source>Choose the Fisher or the measured sensitivity instead.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/sense/instant.py" />
      <source>Gradients</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/sense/instant.py" />
      <source>{} has no gradient: its operators round or compare.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/sense/measured.py" />
      <source>{}, {} bits</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/sensitivity.py" />
      <source>Choose a data set, or the weight error (SQNR).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/sensitivity.py" />
      <source>Choose the weight error (SQNR), which looks at the weights alone.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/sensitivity.py" />
      <source>A sensitivity needs at least one sample.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/session.py" />
      <source>{} takes {} inputs ({}).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/session.py" />
      <source>Accuracy can be measured for models with one input; size and latency are shown for all.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/session.py" />
      <source>The first output of {} has the shape {}: it is no classifier.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/session.py" />
      <source>Accuracy needs an output of the shape samples × classes.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/session.py" />
      <source>The recipe is calibrated on {} samples, and the calibration split has {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/session.py" />
      <source>Calibrate on at most {} samples, or choose data with a larger calibration split.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/augment.py" />
      <source>Samples of the shape {} (layout {}) cannot be mirrored or moved.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/augment.py" />
      <source>Switch flip and crop off: they are for images. Mixup works with anything.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/augment.py" />
      <source>Images of {} cannot be moved by {} pixels.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/augment.py" />
      <source>Choose fewer pixels.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/checkpoint.py" />
      <source>edgeviz training</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/checkpoint.py" />
      <source>{} is no checkpoint of a training that can be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/checkpoint.py" />
      <source>Choose another file, or begin the training anew.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/checkpoint.py" />
      <source>Resume it with that version, or begin the training anew.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/checkpoint.py" />
      <source>{} belongs to a training with other settings or other samples.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/checkpoint.py" />
      <source>Choose the settings and the data it was begun with, or begin the training anew.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/checkpoint.py" />
      <source>checkpoint: {}
now: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/compose.py" />
      <source>{} cannot be trained: it uses {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/compose.py" />
      <source>Preparing the model</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/compose.py" />
      <source>{} cannot be trained: its layers would lose their names.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/compose.py" />
      <source>Export it again from PyTorch.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/compose.py" />
      <source>The recipe's repairs are left out: training takes their place.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/compose.py" />
      <source>{} layers of the recipe are not in the student and left out of it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/compose.py" />
      <source>The first output of the model has the shape {} for two samples: it is no classifier.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/compose.py" />
      <source>Training needs an output of samples × classes, with two classes or more.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/compose.py" />
      <source>There are labels up to {}, but the model tells {} classes apart.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/compose.py" />
      <source>Choose the data that the model was made for.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/compose.py" />
      <source>Statistics of the batch norms</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/compose.py" />
      <source>{} of the activation ranges stay as calibrated: {} does not learn such (inputs that may be negative for PACT, fixed ranges, more than 8 bits).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/compose.py" />
      <source>{} layers take the sign of what a Relu put out ({}), which is always +. Choose one affine bit or DoReFa inputs for them: 0 or the largest value.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/compose.py" />
      <source>The teacher {} takes {} inputs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/compose.py" />
      <source>Choose another teacher.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/distill.py" />
      <source>Training needs samples to learn from.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/distill.py" />
      <source>Ask for more samples.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/distill.py" />
      <source>The teacher</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/distill.py" />
      <source>Teacher {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/distill.py" />
      <source>The student</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/distill.py" />
      <source>Soft targets</source>
      <translation>소프트 타깃</translation>
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/distill.py" />
      <source>The teachers' outputs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/distill.py" />
      <source>Attention transfer</source>
      <translation>어텐션 전이</translation>
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/distill.py" />
      <source>Hint</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/distill.py" />
      <source>The teachers find the class of {} of the training samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/distill.py" />
      <source>{}, hardly more than chance. Check that they take data prepared like this.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/distill.py" />
      <source>{} made up samples would bring the training data to {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/distill.py" />
      <source>Ask for at most {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/distill.py" />
      <source>Samples are made up from two real ones at least.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/distill.py" />
      <source>Ask for more training samples.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/distill.py" />
      <source>Attention at {} has a single position: there is nothing to compare.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/distill.py" />
      <source>Choose layers whose features are maps, before the pooling.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/estimate.py" />
      <source>Timing some steps</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/job.py" />
      <source>Writing the model</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/look.py" />
      <source>Reading the samples</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/look.py" />
      <source>There is no validation sample {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/look.py" />
      <source>No sample was chosen.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/look.py" />
      <source>Choose from 0 to {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/look.py" />
      <source>Asking the teacher</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/look.py" />
      <source>Asking the student</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/look.py" />
      <source>{} tells {} classes apart, {} {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/look.py" />
      <source>Choose a teacher and a student for the same classes.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/loop.py" />
      <source>There are {} class weights, but the model tells {} classes apart.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/loop.py" />
      <source>Give one weight for each class, or none.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/loop.py" />
      <source>Training needs samples to learn from and others to check on.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/loop.py" />
      <source>The model has no weights that can be trained.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/loop.py" />
      <source>Choose a model with weights.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/loop.py" />
      <source>No checkpoint at {} yet: training begins.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/loop.py" />
      <source>{} belongs to another model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/loop.py" />
      <source>Choose the model it was begun with, or begin the training anew.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/loop.py" />
      <source>Training goes on after step {} of {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/loop.py" />
      <source>Epoch {} of {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/loop.py" />
      <source> Weights from before are in the last checkpoint.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/loop.py" />
      <source>clip gradients at a norm of 1</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/loop.py" />
      <source>clip gradients more tightly</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/loop.py" />
      <source>Training stopped at step {}: the {} is infinite or not a number.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/loop.py" />
      <source>Choose a learning rate below {}, or {}.{}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/result.py" />
      <source>The trained model would exceed 2 GiB.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/result.py" />
      <source>Train a smaller one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/students.py" />
      <source>This model cannot be made shallower: it has no block whose input and output have the same shape, with an identity beside it or with others like it in a row, behind the first one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/students.py" />
      <source>Leave the depth at 1, make it thinner instead, or choose a student from a file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/students.py" />
      <source>This model cannot be made thinner to {}: no channel of a hidden layer can be left out.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/students.py" />
      <source>Leave the width at 1, or choose a student from a file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/students.py" />
      <source>{} layers keep their width: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/teachers.py" />
      <source>{} has no tensors by name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/teachers.py" />
      <source>Choose a model that was opened from a file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/teachers.py" />
      <source>{} of {} has the shape {}: it cannot be compared as a map of features.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/teachers.py" />
      <source>Choose the output of a convolution or of a linear layer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/teachers.py" />
      <source>Nobody teaches: there is no teacher.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/teachers.py" />
      <source>Choose at least one model as the teacher.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/teachers.py" />
      <source>{} tells {} classes apart, the student {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/teachers.py" />
      <source>Asking the teacher for features</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/teachers.py" />
      <source>{} cannot be run on these samples of the shape {}, two at once.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/teachers.py" />
      <source>Choose a model that takes the same input, prepared alike, and any number of samples at once.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/teachers.py" />
      <source>{} puts out {} for a sample: these are no classes.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/teachers.py" />
      <source>Distillation needs models whose first output has one value for each class.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/teachers.py" />
      <source>{} has no tensor {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/teachers.py" />
      <source>Near names: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/engine/train/teachers.py" />
      <source>It begins with {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/jobs/context.py" />
      <source>{}: not enough memory.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/jobs/context.py" />
      <source>Close other programs or use fewer samples.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/jobs/context.py" />
      <source>{} failed: {}: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/jobs/context.py" />
      <source>This is a fault in EdgeViz; the details help to mend it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/jobs/spread.py" />
      <source>Shared</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/jobs/worker.py" />
      <source>{}: the job cannot be handed over.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/jobs/worker.py" />
      <source>Try it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/jobs/worker.py" />
      <source>{}: the background process ended unexpectedly.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/jobs/worker.py" />
      <source>It may have run out of memory: use fewer samples or a smaller model, and try again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/jobs/worker.py" />
      <source>exit code {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/adaptive_models.py" />
      <source>The files of {} take more than {} MB: too much for a project.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/adaptive_models.py" />
      <source>Export it as a bundle instead.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/adaptive_models.py" />
      <source>{} cannot be read: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/adaptive_models.py" />
      <source>What {} did on every sample is too much for a project.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/adaptive_models.py" />
      <source>Record it on fewer samples.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/adaptive_models.py" />
      <source>An adaptive model in {} is damaged and not listed: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/adaptive_models.py" />
      <source>{} of {} is not in the project.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/adaptive_models.py" />
      <source>Make the model again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/adaptive_models.py" />
      <source>{} could not be written: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/adaptive_models.py" />
      <source>Check the space left there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>{} is damaged and cannot be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>Restore it from a backup, or start a new project from the model; the file itself is left as it is.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>{} is not an EdgeViz project.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>Choose one that EdgeViz saved.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>{} is open in another EdgeViz.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>Close it there first, or open a copy of the file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>{} is read-only.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>Make the file and its folder {} writable, or copy it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>{} cannot be opened.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>Check that the folder {} exists and is writable.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>The disk is full: {} was not saved.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>Free some space and save again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>{} could not be read or written.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>Check the disk, or save the project elsewhere.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>Save the project under another name and try again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>trusted_schema = OFF</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>cell_size_check = ON</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>mmap_size = 0</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>locking_mode = EXCLUSIVE</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>{} is a folder, not a project.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>Choose a file that ends in .edgeviz.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>{} does not exist.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>Check the path, or create a new project.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>wrong application_id</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>{} was written by a newer EdgeViz (schema {}; this one reads up to {}).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>Update EdgeViz to open it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>schema version {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>{} contains something that EdgeViz never writes ({}), so it is not opened.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/connection.py" />
      <source>Use a copy from a source that you trust.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/deep_reports.py" />
      <source>The report of Deep Compression in {} is damaged.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/deep_reports.py" />
      <source>Compress the model again: that replaces it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/devices.py" />
      <source>There is no device {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/devices.py" />
      <source>Name a .toml file, or one of {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/devices.py" />
      <source>Take letters, digits, hyphens and underscores, at most 64.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/devices.py" />
      <source>{} is no name for a profile.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/devices.py" />
      <source>The profile</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/devices.py" />
      <source>The profile {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/devices.py" />
      <source>{} is no key of a profile.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/devices.py" />
      <source>Take letters, digits, hyphens and underscores.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/devices.py" />
      <source>A device profile</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/devices.py" />
      <source>{} is no TOML file: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/devices.py" />
      <source>it is nested too deeply</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/devices.py" />
      <source>Mend it in a text editor, or export the profile again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/hosts.py" />
      <source># Remote devices of EdgeViz. A port of 0, and no user or identity: as in the configuration of ssh.
</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/hosts.py" />
      <source>{} cannot be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/hosts.py" />
      <source>Mend or delete it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/hosts.py" />
      <source>{} is malformed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/hosts.py" />
      <source>Write each remote device as a [[host]] table.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/hosts.py" />
      <source>{} cannot be written.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/hosts.py" />
      <source>Check disk and rights of the folder.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/hosts.py" />
      <source>Two remote devices are called {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/hosts.py" />
      <source>Give each a name of its own.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/layer_profiles.py" />
      <source>A profile of {} kernels is too large for a project.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/layer_profiles.py" />
      <source>Measure a smaller model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/layer_profiles.py" />
      <source>Measured layers in {} are damaged.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/layer_profiles.py" />
      <source>Measure the layers again: that replaces them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/model_files.py" />
      <source>The copy of {} inside the project is damaged.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/model_files.py" />
      <source>Locate the original model file with Locate model…</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/model_files.py" />
      <source>The model {} cannot be unpacked into {}: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/model_files.py" />
      <source>Free some space there, or make the folder writable.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/own_files.py" />
      <source>{} is no file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/own_files.py" />
      <source>Check the path.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/own_files.py" />
      <source>Check its permissions.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/own_files.py" />
      <source>{} is larger than {} KB.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/own_files.py" />
      <source>{} is a small text file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/own_files.py" />
      <source>{} could not be written to {}: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/own_files.py" />
      <source>Check the folder and the space left there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/own_files.py" />
      <source>{} could not be deleted: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/own_files.py" />
      <source>Check the folder's permissions.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/recovery.py" />
      <source>{} is full of untitled projects.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/recovery.py" />
      <source>Delete the ones that are not needed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>There is no scenario {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>A scenario is a text file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>{}, line {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>The scenario could not be written to {}: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>There are no operating points {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>Name a .json or .csv file, or one of {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>Operating points are a JSON or CSV file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>, line {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>{}{} is no JSON: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>Mend the file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>{} holds no list of operating points.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>Write {"points": [{"name": …}, …]}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>The operating points could not be written to {}: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>{}, line {}: the column {} is unknown.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>{}, line {} is no CSV: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>{}, line {} has {} cells for {} columns.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>Mend the line.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>{}, line {}: correct holds more than 0 and 1.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>One digit a sample.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>{}, line {}: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>Policies are a text file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>{} holds no policy.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>Write each as [[policy]] and kind = "…".</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>{}: a policy has no kind.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>{}: the label {} is empty or there already.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>Take another.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>is no file's name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>A trace is a CSV file of numbers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>{}, line {} has {} cells, not {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>Write {} in each line.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>{}, line {}: {} is {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>Write a finite number.</source>
      <translation>유한한 숫자를 입력하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>{} is no TOML: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>{} is larger than {} MB.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/scenarios.py" />
      <source>{} is no text: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/searches.py" />
      <source>A search in {} is damaged and not listed: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/searches.py" />
      <source>Damaged candidates of the search {}, which are not listed: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/searches.py" />
      <source>the number of a candidate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/searches.py" />
      <source>the seconds of a search</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/sensitivities.py" />
      <source>A sensitivity of {} cells is too large for a project.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/sensitivities.py" />
      <source>Choose fewer widths or sparsities: {} cells can be kept.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/sensitivities.py" />
      <source>sensitivity to pruning</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/sensitivities.py" />
      <source>The {} ({}) in {} is damaged.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/sensitivities.py" />
      <source>Compute it again: that replaces it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/spaces.py" />
      <source>{} is no name for a search space.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/spaces.py" />
      <source>A search space</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/spaces.py" />
      <source>{} is no text in UTF-8.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/spaces.py" />
      <source>Save it as UTF-8.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/spaces.py" />
      <source>The search space</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/spaces.py" />
      <source>The search space {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/spaces.py" />
      <source>{} is no key of a search space.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/spaces.py" />
      <source>Take letters, digits, hyphens, underscores.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/store.py" />
      <source>{} exists already.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/store.py" />
      <source>Open it, or choose another name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/store.py" />
      <source>The folder {} cannot be made: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/store.py" />
      <source>Choose another folder.</source>
      <translation>다른 폴더를 선택하세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/project/store.py" />
      <source>{} is closed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/store.py" />
      <source>Open it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/store.py" />
      <source>The model {} cannot be read: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/store.py" />
      <source>Check the file, then save again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/store.py" />
      <source>The project does not hold this model any more.</source>
      <translation>이 모델은 더 이상 프로젝트에 없습니다.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/project/store.py" />
      <source>Open its file instead.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/store.py" />
      <source>The project has no model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/store.py" />
      <source>Open a model first.</source>
      <translation>먼저 모델을 여세요.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/project/store.py" />
      <source>has changed since the project was saved</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/store.py" />
      <source>The model file {} {}, and the project holds no copy of it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/store.py" />
      <source>Locate the file with Locate model…, or open the changed file as a new model.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/store.py" />
      <source>is another model: its content differs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/store.py" />
      <source>cannot be read</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/store.py" />
      <source>Choose the file that the project was made with ({}), or open this one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/store.py" />
      <source>{} cannot be written: {}.</source>
      <translation>{}에 저장할 수 없습니다: {}.</translation>
    </message>
    <message>
      <location filename="../../edgeviz/project/store.py" />
      <source>Choose another folder or free some space.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/timings.py" />
      <source>{} is no table of measured layers ({}: {}).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/timings.py" />
      <source>Delete it and calibrate the device again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/timings.py" />
      <source>The table could not be written to {}: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/timings.py" />
      <source>The table of {} could not be deleted: {}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/timings.py" />
      <source>{} is no key of a device.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/trained.py" />
      <source>{}, float</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/trained.py" />
      <source>What {} says of a trained model is damaged.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/trained.py" />
      <source>Train it again, or go on without it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/training_runs.py" />
      <source>A training run in {} is damaged and not listed: {}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/project/values.py" />
      <source>Check the path and its permissions.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/scenarios/doorbell_day.toml" />
      <source>A day of a doorbell</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/scenarios/doorbell_day.toml" />
      <source>A battery-powered doorbell sees few people at night and many in the evening, some of them in groups. It has to last until it is charged the next morning.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/scenarios/doorbell_day.toml" />
      <source>Battery-powered camera (assumed)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/scenarios/in_the_sun.toml" />
      <source>A phone in the sun</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/scenarios/in_the_sun.toml" />
      <source>The same app at eight questions a second, on a sunny bench. After ten minutes the phone lies in the sun and gets too hot: the clock falls, level by level, and what was in time is late. A cooler choice keeps the clock up.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/scenarios/quiet_kiosk.toml" />
      <source>A quiet kiosk</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/scenarios/quiet_kiosk.toml" />
      <source>A board on mains answers ten times a second and does nothing else. Nothing changes, so there is nothing to adapt to: the best static choice cannot be beaten.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/scenarios/rush_hour.toml" />
      <source>A gateway in the rush hour</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/scenarios/rush_hour.toml" />
      <source>A gateway on mains gets its requests in bursts, in which ten times as many come as between them. In a burst the queue fills: whoever keeps the large network drops requests, whoever keeps the small one is wrong the rest of the time.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/scenarios/shared_board.toml" />
      <source>A board that is shared</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/scenarios/shared_board.toml" />
      <source>A camera asks ten times a second while other programs come and go: for half a minute in every two minutes answers take three times as long. A model that is chosen once is either too slow in the busy times or worse than it need be in the quiet ones.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/scenarios/tunnel.toml" />
      <source>A train with tunnels</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/scenarios/tunnel.toml" />
      <source>Answers can come from a server, which has the best network, or from the phone. The connection is good for a minute and a half, then there is a tunnel. Only a look at the bandwidth tells when asking the server is a mistake.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/scenarios/video_call.toml" />
      <source>A phone at 15 % and a video call starts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/scenarios/video_call.toml" />
      <source>An app recognises what the camera sees, five times a second for an hour and a half. The phone is at 15 %. After twenty minutes a video call starts: it takes half of the processor and draws power of its own. With the large networks the phone is off before the end, with the small ones charge is left over.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/spaces/elastic_small.toml" />
      <source>Once-for-All, for small images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/spaces/elastic_small.toml" />
      <source>An elastic space after Once-for-All (Cai et al. 2020) scaled down to images of about 32×32: four stages of two to four inverted bottlenecks, each layer with its own kernel and expansion, and a width and a resolution for the whole network. Every member is a part of the largest one, so one set of shared weights can serve them all.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/spaces/mnasnet_bits.toml" />
      <source>MnasNet and bit widths, for small images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/spaces/mnasnet_bits.toml" />
      <source>Architecture and quantization chosen together: a smaller variant of MnasNet's space with the bits of weights and activations of each block. Stem and head keep 8 bits. A processor without units below 8 bits gets smaller, not faster, from fewer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/spaces/mnasnet_small.toml" />
      <source>MnasNet, for small images</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/spaces/mnasnet_small.toml" />
      <source>MnasNet's factorized hierarchical space (Tan et al. 2019, section 4.1) scaled down to images of about 32×32: five blocks, each with an operator, filters, kernel, squeeze-excite, skip and layers of its own; all layers of a block are alike. Strides and filters of the blocks are settings; the filters of a block are multiplied by its width.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/spaces/nasbench201.toml" />
      <source>The cell of NAS-Bench-201 (Dong and Yang 2020): an operation on each of the six edges between four nodes. All 15,625 cells were trained by its authors, so a search can be judged exactly.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <location filename="../../edgeviz/spaces/nasbench_macro.toml" />
      <source>The space of NAS-Bench-Macro (Su et al. 2021): eight layers, each an identity or an inverted bottleneck with 3×3 or 5×5 filters. All 6,561 networks were trained by its authors, so a search can be judged exactly.</source>
      <translation type="unfinished" />
    </message>
  </context>
</TS>
