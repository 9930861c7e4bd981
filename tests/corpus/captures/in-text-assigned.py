RESPONSE = {'Records': [{'SequenceNumber': '49660000000000000000000000000000000000000000000000000002', 'Data': b'\xf3\x89\x9a\xc2\n\x06user-6\x1a.\x08\x00\x1a*{"user":6,"event":"click","at":1700000000}o\xaf\xb2{&\xba\xe6\xb9\x87sSX\xd0\xe2j\xfc', 'PartitionKey': 'a'},
    {'SequenceNumber': '49660000000000000000000000000000000000000000000000000003', 'Data': b'plain', 'PartitionKey': 'b'}]}
